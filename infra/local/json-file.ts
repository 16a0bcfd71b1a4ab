import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The file's JSON, or null when there is none; half-written files cannot be, see `writeJson`. */
export const readJson = async <T>(path: string): Promise<T | null> => {
  const text = await readFile(path, 'utf8').catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOENT') return null;
    throw failure;
  });
  return text === null ? null : (JSON.parse(text) as T);
};

/** Replaces the file in one step, on disk before it returns. */
export const writeWhole = async (path: string, text: string, mode = 0o600): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const next = `${path}.${process.pid}.new`;
  const file = await open(next, 'w', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
};

export const writeJson = (path: string, value: unknown): Promise<void> =>
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`);
