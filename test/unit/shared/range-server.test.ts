import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import { serveRanges } from '#shared/range-server.ts';
import type { RangeSource } from '#shared/unbroken-source.ts';

const bytes = randomBytes(100_000);

type Reading = { readonly start: number; readonly signal: AbortSignal };

/** A store that gives at most `most` bytes an answer and then breaks in one of the ways that stores do. */
const breaking = (most: number, how: 'throws' | 'ends' | 'refuses') => {
  const readings: Reading[] = [];
  const source: RangeSource = {
    bytes: bytes.length,
    read: async ({ start, end }, signal) => {
      readings.push({ start, signal });
      if (how === 'refuses' && readings.length % 2 === 1) throw new Error('503');
      const last = Math.min(end + 1, start + most);
      return (async function* () {
        yield bytes.subarray(start, last);
        if (how === 'throws' && last <= end) throw new Error('connection reset');
      })();
    },
  };
  return { source, readings };
};

const readAll = async (url: string, range?: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(url, { headers: { ...(range !== undefined && { range }) } })).arrayBuffer());

describe('a source that is read over loopback', () => {
  it.each(['throws', 'ends', 'refuses'] as const)('is read whole though its store %s in the middle', async (how) => {
    const { source } = breaking(60_000, how);
    await using opened = await serveRanges(source);
    expect((await readAll(opened.url)).equals(bytes)).toBe(true);
    expect((await readAll(opened.url, 'bytes=500-99000')).equals(bytes.subarray(500, 99_001))).toBe(true);
  });

  it('is asked for only what is missing', async () => {
    const { source, readings } = breaking(60_000, 'throws');
    await using opened = await serveRanges(source);
    await readAll(opened.url);
    expect(readings.map(({ start }) => start)).toEqual([0, 60_000]);
  });

  it('is not read on once its reader hung up', async () => {
    const readings: Reading[] = [];
    const endless = async function* () {
      for (;;) {
        await wait(1);
        yield Buffer.alloc(65_536);
      }
    };
    await using opened = await serveRanges({
      bytes: 2 ** 40,
      read: async ({ start }, signal) => {
        readings.push({ start, signal });
        return Readable.from(endless(), { signal });
      },
    });
    const hangUp = new AbortController();
    const response = await fetch(opened.url, { signal: hangUp.signal });
    await response.body?.getReader().read();
    hangUp.abort();
    await expect.poll(() => readings[0]?.signal.aborted).toBe(true);
    await wait(300);
    expect(readings).toHaveLength(1);
  });

  it('is not asked for again when it is another one by now', async () => {
    let readings = 0;
    const read = async () => {
      readings += 1;
      throw new EngineError('source.not-found', 'replaced');
    };
    await using opened = await serveRanges({ bytes: 10, read });
    await expect(readAll(opened.url)).rejects.toThrow();
    expect(readings).toBe(1);
  });

  it('does not pass on what its owner calls it, since programs would believe that', async () => {
    await using opened = await serveRanges(breaking(100_000, 'ends').source);
    const response = await fetch(opened.url);
    expect(new URL(opened.url).pathname).toMatch(/^\/[\w-]{43}$/);
    expect(response.headers.get('content-type')).toBeNull();
    await response.arrayBuffer();
  });
});
