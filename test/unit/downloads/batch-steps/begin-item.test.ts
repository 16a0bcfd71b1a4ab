import { describe, expect, it } from 'vitest';
import { beginItem } from '#downloads/batch-steps/begin-item.ts';
import { childId } from '#shared/child-id.ts';
import { EngineError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { Job } from '#shared/job.ts';
import type { BatchItem } from '#shared/ports/batches.ts';
import { aJob } from '../../../support/builders.ts';
import { anEngine, now, seconds } from '../../../support/engine.ts';

const id = newId(now);
const child = childId(id, 1);
const url = 'https://video.example/one';

const aBatch = (known: Partial<Job> = {}): Job =>
  aJob({
    ...{ id, kind: 'batch', state: 'running', batch: { items: 2, refused: 0 } },
    request: { wishes: { quality: '720p', retentionSeconds: 60 }, concurrency: 5 },
    ...known,
  });

const item = (known: Partial<BatchItem> = {}): BatchItem => ({ index: 1, url, title: 'One', ...known });

const desk = async (jobs: readonly Job[], kept: BatchItem = item()) => {
  const engine = anEngine({ jobs });
  await engine.batches.keep(id, [kept]);
  engine.callbacks.wait('token');
  const begin = (at = now) => beginItem({ step: 'begin', job: id, attempt: 1, index: 1, token: 'token' }, at, engine);
  return { engine, begin, waits: () => !engine.callbacks.answers.has('token') };
};

describe('an item of a batch', () => {
  it('becomes a job of its own with the wishes of all, which is waited for', async () => {
    const { engine, begin, waits } = await desk([aBatch()]);
    await begin();
    expect(await engine.jobs.get(child)).toMatchObject({
      ...{ kind: 'download', state: 'queued', name: 'One', parent: { id, index: 1 }, retentionSeconds: 60 },
      request: { url, wishes: { quality: '720p' }, place: { index: 1 } },
    });
    expect(engine.workflows.executions.size).toBe(1);
    expect([waits(), await engine.waiters.find([child])]).toEqual([true, ['token']]);
  });

  it('is begun once, however often it is asked for, and waited for by the last who asked', async () => {
    const { engine, begin } = await desk([aBatch()]);
    await begin();
    await beginItem({ step: 'begin', job: id, attempt: 1, index: 1, token: 'later' }, now, engine);
    expect([engine.workflows.executions.size, await engine.waiters.find([child])]).toEqual([1, ['later']]);
  });

  it.each(['succeeded', 'failed', 'canceled', 'expired'] as const)('that has %s is over at once', async (state) => {
    const over = aJob({ id: child, state, parent: { id, index: 1 }, dueAt: seconds(600).toISOString() });
    const { engine, begin, waits } = await desk([aBatch(), over]);
    await begin();
    expect([waits(), engine.workflows.executions.size]).toEqual([false, 0]);
    expect(await engine.waiters.find([child])).toEqual([null]);
  });

  it('that had failed before a retry of the batch is tried again, and one that fails after it is not', async () => {
    const batch = aBatch({ batch: { items: 2, refused: 0, retriedAt: seconds(10).toISOString() } });
    const failedAt = (at: Date) =>
      aJob({
        ...{ id: child, kind: 'download', state: 'failed', parent: { id, index: 1 }, endedAt: at.toISOString() },
        dueAt: seconds(600).toISOString(),
      });
    const before = await desk([batch, failedAt(seconds(9))]);
    await before.begin(seconds(20));
    expect(await before.engine.jobs.get(child)).toMatchObject({ state: 'queued', attempt: 2 });
    expect(before.waits()).toBe(true);
    const after = await desk([batch, failedAt(seconds(11))]);
    await after.begin(seconds(20));
    expect([(await after.engine.jobs.get(child))?.attempt, after.waits()]).toEqual([1, false]);
  });

  it.each([
    ['the batch was canceled', aBatch({ state: 'canceled' }), item()],
    ['the batch goes on in another attempt', aBatch({ attempt: 2 }), item()],
    ['its address is refused', aBatch(), item({ refused: { code: 'source.forbidden', message: 'no' } })],
  ])('never begins when %s', async (_why, batch, kept) => {
    const { engine, begin, waits } = await desk([batch], kept);
    await begin();
    expect([await engine.jobs.get(child), waits()]).toEqual([null, false]);
  });

  it('that begins while the batch is canceled is canceled too', async () => {
    const { engine, begin, waits } = await desk([aBatch()]);
    const { create } = engine.jobs;
    const jobs = {
      ...engine.jobs,
      create: async (...order: Parameters<typeof create>) => {
        await engine.jobs.apply(id, { from: ['running'], set: { state: 'canceled' } });
        return create(...order);
      },
    };
    await beginItem({ step: 'begin', job: id, attempt: 1, index: 1, token: 'token' }, now, { ...engine, jobs });
    expect([(await engine.jobs.get(child))?.state, waits()]).toEqual(['canceled', false]);
    await begin();
    expect((await engine.jobs.get(child))?.state).toBe('canceled');
  });

  it('that cannot be begun says why to the workflow, which tries again', async () => {
    const { engine } = await desk([aBatch()]);
    const down = async () => Promise.reject(new EngineError('service.unavailable', 'no table'));
    const ports = { ...engine, jobs: { ...engine.jobs, create: down } };
    await beginItem({ step: 'begin', job: id, attempt: 1, index: 1, token: 'token' }, now, ports);
    expect(engine.callbacks.answers.get('token')).toEqual({
      error: { code: 'service.unavailable', message: 'no table' },
    });
  });
});
