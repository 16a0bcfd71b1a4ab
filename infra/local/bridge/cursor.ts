import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How far into the store's log everything was handed on, in nanoseconds since 1970. */
export type Cursor = { readonly value: bigint; readonly advance: (to: bigint) => Promise<void> };

export const openCursor = async (folder: string, now: bigint): Promise<Cursor> => {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'cursor');
  const kept = await readFile(file, 'utf8').catch(() => '');
  let value = /^\d+$/.test(kept) ? BigInt(kept) : now;
  return {
    get value() {
      return value;
    },
    advance: async (to) => {
      value = to;
      await writeFile(`${file}.new`, String(to));
      await rename(`${file}.new`, file);
    },
  };
};

/** What `-timeAgo` must be so that nothing after the cursor is missed; what comes twice is dropped by its time. */
export const secondsAgo = (cursor: bigint, nowMs: number): number =>
  Math.max(0, Math.ceil((nowMs - Number(cursor / 1_000_000n)) / 1000)) + 5;
