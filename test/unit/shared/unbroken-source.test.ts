import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import { type RangeSource, unbroken } from '#shared/unbroken-source.ts';
import { until } from '../../support/wait.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const bytes = Buffer.from('0123456789');
const all = { start: 0, end: 9 };
const never = new AbortController().signal;

/** A store that can be taken away, and brought back, after it has given so many bytes. */
const aStore = ({ gives = 4, failure = new Error('connection refused') as Error | 'silence' } = {}) => {
  const store = { isAway: true, asked: 0 };
  const hangUp = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('hung up'))));
  const source: RangeSource = {
    bytes: bytes.length,
    read: async ({ start, end }, signal) => {
      store.asked += 1;
      if (store.isAway && start >= gives) {
        if (failure === 'silence') return hangUp(signal);
        throw failure;
      }
      const last = store.isAway ? Math.min(end + 1, gives) : end + 1;
      return (async function* () {
        yield bytes.subarray(start, last);
      })();
    },
  };
  return { store, source: unbroken(source) };
};

type Asked = ReturnType<typeof aStore>;

const readAll = async ({ source }: Asked, range = all, signal = never): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.read(range, signal)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/** A reader that loses its patience once the store has been asked so often. */
const readImpatiently = async (asked: Asked, times: number, before = () => {}): Promise<void> => {
  const patience = new AbortController();
  const reading = readAll(asked, all, patience.signal).catch(() => 'broken');
  await until(
    () => asked.store.asked,
    (so) => so >= times,
    { seconds: 5, everyMs: 5 },
  );
  before();
  patience.abort();
  expect(await reading).toBe('broken');
};

describe('what keeps a source from being read', () => {
  it('is nothing when it is read whole, or left when its reader has seen enough', async () => {
    const asked = aStore({ gives: 10 });
    for await (const _chunk of asked.source.read({ start: 0, end: 3 }, never)) break;
    expect(await readAll(asked)).toBe('0123456789');
    expect(asked.source.failure()).toBeUndefined();
  });

  it('is known while the reader still waits', async () => {
    const asked = aStore();
    const reading = readAll(asked);
    await until(asked.source.failure, (failure) => failure !== undefined, { seconds: 5, everyMs: 5 });
    expect(asked.source.failure()).toMatchObject({ code: 'storage.unavailable', transient: true });
    asked.store.isAway = false;
    expect(await reading).toBe('0123456789');
    expect(asked.source.failure()).toBeUndefined();
  });

  it('is a store that was away when the reader gave up', async () => {
    const asked = aStore();
    await readImpatiently(asked, 2);
    expect(asked.source.failure()).toMatchObject({ code: 'storage.unavailable', transient: true });
  });

  it('is a store that said nothing for long', async () => {
    const asked = aStore({ failure: 'silence' });
    await readImpatiently(asked, 2, () => vi.setSystemTime(Date.now() + 11_000));
    expect(asked.source.failure()).toMatchObject({ code: 'storage.unavailable' });
  });

  it('is nothing when a reader goes elsewhere that had not waited for long', async () => {
    const asked = aStore({ gives: 0, failure: 'silence' });
    await readImpatiently(asked, 1);
    expect(asked.source.failure()).toBeUndefined();
  });

  it('is over once the byte that was missing has been read after all, and not before', async () => {
    const asked = aStore();
    await readImpatiently(asked, 2);
    asked.store.isAway = false;
    await readAll(asked, { start: 7, end: 9 });
    expect(asked.source.failure()).toBeDefined();
    expect(await readAll(asked, { start: 2, end: 9 })).toBe('23456789');
    expect(asked.source.failure()).toBeUndefined();
  });

  it('is told in its own words when it will not pass', async () => {
    const asked = aStore({ failure: new EngineError('source.not-found', 'it was replaced') });
    await expect(readAll(asked)).rejects.toThrow('it was replaced');
    expect(asked.source.failure()).toMatchObject({ code: 'source.not-found', message: 'it was replaced' });
  });
});
