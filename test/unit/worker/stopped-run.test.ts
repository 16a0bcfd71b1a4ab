import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import { runOperation } from '#worker/run-operation.ts';
import { settle, stopClock, watched } from '../../support/clock.ts';
import { aCall, aWork, aWorker, never, untilAborted } from '../../support/worker.ts';

beforeEach(stopClock);
afterEach(() => void vi.useRealTimers());

type Worker = ReturnType<typeof aWorker>;

const endless = aWork(async (_input, { signal }) => untilAborted(signal));

/** The code that a run ends with which is told to stop in the middle. */
const stopped = async ({ job, ports }: Worker, code: 'worker.restarted' | 'worker.lost' = 'worker.restarted') => {
  const { work, begun } = watched(endless);
  const stop = new AbortController();
  const running = runOperation(work, aCall(job), stop.signal, ports).catch((error: EngineError) => error.code);
  await begun;
  stop.abort(new EngineError(code, 'stop'));
  return settle(running);
};

const starts = ({ job, ports }: Worker): Promise<number> => ports.checkpoints.start(aCall(job));

describe('a worker that is told to stop', () => {
  it('has not failed at what it was doing, however often: none of its starts counts', async () => {
    using worker = aWorker();
    for (const _deploy of [1, 2, 3, 4]) expect(await stopped(worker)).toBe('worker.restarted');
    expect(await starts(worker)).toBe(1);
  });

  it('leaves those to count of workers that fell silent before', async () => {
    using worker = aWorker();
    for (const _crash of [1, 2]) await starts(worker);
    await stopped(worker);
    expect(await starts(worker)).toBe(3);
  });

  it('is not one that lost its message: that start counts', async () => {
    using worker = aWorker();
    await stopped(worker, 'worker.lost');
    expect(await starts(worker)).toBe(2);
  });

  it('ends as it was told though its start cannot be given back', async () => {
    using worker = aWorker();
    const giveBack = () => Promise.reject(new EngineError('service.unavailable', 'no answer'));
    const ports = { ...worker.ports, checkpoints: { ...worker.ports.checkpoints, giveBack } };
    expect(await stopped({ ...worker, ports })).toBe('worker.restarted');
    expect(worker.errors).toHaveLength(1);
  });
});

const run = ({ job, ports }: Worker, known: Parameters<typeof aCall>[1] = {}, work = aWork()) =>
  runOperation(work, aCall(job, known), never, ports);

describe('a step', () => {
  it('is lost when it was started three times in one attempt and never came back', async () => {
    using worker = aWorker();
    const { checkpoints } = worker.ports;
    const call = aCall(worker.job);
    for (const _crash of [1, 2]) await checkpoints.start(call);
    expect(await run(worker)).toEqual({ doubled: 42 });
    await checkpoints.clear(worker.job.id);
    for (const _crash of [1, 2, 3]) await checkpoints.start(call);
    await expect(run(worker, {}, endless)).rejects.toMatchObject({ code: 'worker.lost' });
    await expect(run(worker, { step: 'other' })).resolves.toBeDefined();
  });
});

it('a run whose turn at a site has not come has not failed at its step', async () => {
  using worker = aWorker();
  const work = aWork(async () => {
    throw new EngineError('source.busy', 'example.org is left in peace for now', { retryAfterSeconds: 60 });
  });
  for (const _try of [1, 2, 3, 4])
    await expect(runOperation(work, aCall(worker.job), never, worker.ports)).rejects.toMatchObject({
      code: 'source.busy',
    });
  expect(await starts(worker)).toBe(1);
});
