import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import type { OpenSource } from '#shared/ports/media-store.ts';
import { runOperation } from '#worker/run-operation.ts';
import { settle, stopClock } from '../../support/clock.ts';
import { aCall, aWork, aWorker, never, untilAborted } from '../../support/worker.ts';

beforeEach(stopClock);
afterEach(() => void vi.useRealTimers());

/** Runs work that opens its source and then says what a tool would say of it. */
const run = async (failure: EngineError | undefined, said: () => { doubled: number }) => {
  using worker = aWorker();
  const source: OpenSource = { url: 'http://127.0.0.1', failure: () => failure, [Symbol.asyncDispose]: async () => {} };
  const ports = { ...worker.ports, media: { ...worker.ports.media, open: async () => source } };
  const work = aWork(async (_input, _context, { media }) => {
    await using _opened = await media.open('raw/alice/a.mov');
    return said();
  });
  const running = runOperation(work, aCall(worker.job), never, ports).catch(({ code }) => code);
  const ended = await settle(running);
  return { ended, kept: await ports.checkpoints.get(worker.job.id, 'double') };
};

const away = new EngineError('storage.unavailable', 'the store is away');
const truncated = (): never => {
  throw new EngineError('source.truncated', 'it ends before its end');
};

describe('a source that could not be read', () => {
  it('is not blamed for what a tool says of it: the run may be tried again', async () => {
    expect(await run(away, truncated)).toEqual({ ended: 'storage.unavailable', kept: undefined });
    expect(await run(undefined, truncated)).toEqual({ ended: 'source.truncated', kept: undefined });
  });

  it('makes no result, though a tool was content with what it got', async () => {
    expect(await run(away, () => ({ doubled: 1 }))).toEqual({ ended: 'storage.unavailable', kept: undefined });
    expect(await run(undefined, () => ({ doubled: 1 }))).toMatchObject({ kept: { doubled: 1 } });
  });
});

describe('a run that is stopped while its source cannot be read', () => {
  const ended = async (code: 'worker.stalled' | 'job.canceled') => {
    using worker = aWorker();
    const source: OpenSource = { url: '', failure: () => away, [Symbol.asyncDispose]: async () => {} };
    const ports = { ...worker.ports, media: { ...worker.ports.media, open: async () => source } };
    const stop = new AbortController();
    const work = aWork(async (_input, { signal }, { media }) => {
      await media.open('raw/alice/a.mov');
      stop.abort(new EngineError(code, 'stop'));
      return untilAborted(signal);
    });
    return await settle(runOperation(work, aCall(worker.job), stop.signal, ports).catch((error) => error.code));
  };

  it('has halted for that reason, and is over for any other', async () => {
    expect(await ended('worker.stalled')).toBe('storage.unavailable');
    expect(await ended('job.canceled')).toBe('job.canceled');
  });
});
