import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCursor, secondsAgo } from '../../../infra/local/bridge/cursor.ts';
import { jsonBlocks } from '../../../infra/local/bridge/json-blocks.ts';

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

async function* chunks(...parts: string[]) {
  yield* parts;
}

describe('the store log', () => {
  it('is read object by object however it is cut', async () => {
    const text = '{\n  "a": {\n    "b": "}"\n  }\n}\n{\n  "a": 2\n}\n';
    for (const size of [1, 3, text.length]) {
      const cut = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(await all(jsonBlocks(chunks(...cut)))).toEqual([{ a: { b: '}' } }, { a: 2 }]);
    }
  });

  it('drops an object that was never finished', async () => {
    expect(await all(jsonBlocks(chunks('{\n "a": 1\n')))).toEqual([]);
  });

  it('is read from a little before the cursor', () => {
    expect(secondsAgo(1_000_000_000_000n, 1_030_000)).toBe(35);
    expect(secondsAgo(2_000_000_000_000n, 1_000_000)).toBe(5);
  });

  it('goes on where it was left', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cursor-'));
    try {
      const first = await openCursor(folder, 7n);
      expect(first.value).toBe(7n);
      await first.advance(12n);
      expect((await openCursor(folder, 99n)).value).toBe(12n);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
