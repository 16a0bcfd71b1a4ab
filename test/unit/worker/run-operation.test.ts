import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { cancel, requeue } from '#shared/life-cycle.ts';
import type { Work } from '#shared/operation.ts';
import { runOperation } from '#worker/run-operation.ts';
import { pass, settle, stopClock, watched } from '../../support/clock.ts';
import { linesOf } from '../../support/engine.ts';
import { aCall, aWork, aWorker, never, untilAborted } from '../../support/worker.ts';

beforeEach(stopClock);
afterEach(() => void vi.useRealTimers());

type Worker = ReturnType<typeof aWorker>;

const run = ({ job, ports }: Worker, work: Work, outer = never, call = aCall(job)) =>
  runOperation(work, call, outer, ports);

/** Leaves a result of the step, as a worker does that finished it. */
const leave = async ({ job, ports }: Worker, result: unknown, attempt = job.attempt): Promise<void> => {
  const call = aCall({ ...job, attempt });
  await ports.checkpoints.start(call);
  await ports.checkpoints.put(call, result);
};

/** What becomes of a run while `act` happens to its job. */
const runWhile = async (worker: Worker, busy: Work, act: () => unknown, outer = never) => {
  const { work, begun } = watched(busy);
  const running = run(worker, work, outer).then(
    (output) => ({ output, code: undefined }),
    (error: EngineError) => ({ output: undefined, code: error.code }),
  );
  await begun;
  await pass(1500);
  await act();
  return settle(running);
};

const endless = aWork(async (_input, { signal, report }) => {
  report({ stage: 'encoding', percent: 10 });
  return untilAborted(signal);
});

describe('a run', () => {
  it('gives the output of its work and keeps it for whoever asks again', async () => {
    using worker = aWorker();
    const counted = vi.fn(async ({ number }: { number: number }) => ({ doubled: number * 2 }));
    expect(await run(worker, aWork(counted))).toEqual({ doubled: 42 });
    expect(await run(worker, aWork(counted))).toEqual({ doubled: 42 });
    expect(counted).toHaveBeenCalledTimes(1);
  });

  it('of a later attempt goes on from what the earlier one has done', async () => {
    using worker = aWorker({ attempt: 2 });
    await leave(worker, { doubled: 1 }, 1);
    expect(await run(worker, endless)).toEqual({ doubled: 1 });
  });

  it('whose output holds for now alone is done as often as it is asked for', async () => {
    using worker = aWorker();
    const done: number[] = [];
    const counting = aWork(async ({ number }) => ({ doubled: done.push(number) }));
    const waiting = { ...counting, operation: { ...counting.operation, isForNow: () => true } };
    for (const time of [1, 2, 3, 4, 5]) expect(await run(worker, waiting)).toEqual({ doubled: time });
    expect(await run(worker, counting)).toEqual({ doubled: 6 });
    expect(await run(worker, counting)).toEqual({ doubled: 6 });
  });

  it('tells the record what it found out about the job as a whole', async () => {
    using worker = aWorker();
    const { operation, run: double } = aWork();
    const tells = () => ({ name: 'Holiday in Rome', ytDlp: '2026.10.26' });
    await run(worker, { operation: { ...operation, tells }, run: double });
    expect(await worker.ports.jobs.get(worker.job.id)).toMatchObject({ ...tells(), state: 'running' });
  });

  it('does again what an earlier version left in another form', async () => {
    using worker = aWorker();
    await leave(worker, { twice: 42 });
    expect(await run(worker, aWork())).toEqual({ doubled: 42 });
  });

  it('has a folder of its own, which goes with it, however it ends', async () => {
    using worker = aWorker();
    const folders: string[] = [];
    const writing = aWork(async (_input, { scratch }) => {
      folders.push(scratch);
      writeFileSync(join(scratch, 'half a film'), '');
      if (folders.length === 1) throw new Error('torn');
      return { doubled: 1 };
    });
    await expect(run(worker, writing)).rejects.toMatchObject({ code: 'internal' });
    await run(worker, writing);
    expect(new Set(folders).size).toBe(2);
    expect(readdirSync(worker.ports.scratchRoot)).toEqual([]);
  });

  it('is told under which keys its files go', async () => {
    using worker = aWorker();
    const seen: unknown[] = [];
    await run(
      worker,
      aWork(async (_input, { prefix }) => ({ doubled: seen.push(prefix) })),
    );
    const { id } = worker.job;
    expect(seen).toEqual([{ artifacts: `processed/alice/${id}/`, work: `work/${id}/` }]);
  });

  it('fails before any work when its input is wrong, and after it when its output is', async () => {
    using worker = aWorker();
    const wrongInput = run(worker, endless, never, aCall(worker.job, { input: { number: 'x' } }));
    await expect(wrongInput).rejects.toMatchObject({ code: 'internal' });
    const wrongOutput = run(
      worker,
      aWork(async () => ({ doubled: 'x' }) as never),
    );
    await expect(wrongOutput).rejects.toMatchObject({ code: 'internal' });
    expect(await worker.ports.checkpoints.get(worker.job.id, 'double')).toBeUndefined();
  });

  it('throws what our own errors say, and of others that they were unexpected', async () => {
    using worker = aWorker();
    const failing = (thrown: unknown) =>
      run(
        worker,
        aWork(() => Promise.reject(thrown)),
      );
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
    await expect(failing(new EngineError('source.broken', 'frame 3'))).rejects.toMatchObject({ code: 'source.broken' });
    await expect(failing(full)).rejects.toMatchObject({ code: 'worker.disk-full' });
    await expect(failing('a word')).rejects.toMatchObject({ code: 'internal', message: 'an unexpected error' });
    expect(worker.errors).toHaveLength(1);
  });
});

describe('the log of a run', () => {
  it('has each stage once, the lines of the work, and the error it ends with', async () => {
    using worker = aWorker();
    const talking = aWork(async (_input, { report, log }) => {
      report({ stage: 'probing' });
      report({ stage: 'encoding', percent: 1 });
      log('frame 1');
      report({ stage: 'encoding', percent: 2 });
      throw new EngineError('source.broken', 'frame 2 is torn');
    });
    await expect(run(worker, talking)).rejects.toThrow();
    const lines = ['probing', 'encoding', 'frame 1', 'source.broken: frame 2 is torn'];
    expect(await linesOf(worker.ports, worker.job.id)).toEqual(lines);
  });
});

describe('the job record during a run', () => {
  const record = async ({ ports, job }: Worker) => (await ports.jobs.get(job.id)) as Job;

  it('shows progress within a second, and percent only rises', async () => {
    using worker = aWorker();
    const seen: unknown[] = [];
    const steps = aWork(async (_input, { report }) => {
      for (const percent of [10, 5, 30]) {
        report({ stage: 'encoding', percent });
        await new Promise((resolve) => setTimeout(resolve, 1100));
        seen.push((await record(worker)).progress.percent);
      }
      return { doubled: 1 };
    });
    await runWhile(worker, steps, () => {});
    expect(seen).toEqual([10, 10, 30]);
  });

  it('says at the end that the next step may wait for a worker for hours', async () => {
    using worker = aWorker();
    await run(worker, aWork());
    const { progress, dueAt } = await record(worker);
    expect(progress.stage).toBe('waiting');
    expect(Date.parse(dueAt ?? '') - Date.parse(progress.at)).toBe(12 * 3600 * 1000);
  });

  it('says the same when the step failed and may be tried again', async () => {
    using worker = aWorker();
    await run(
      worker,
      aWork(() => Promise.reject(new EngineError('storage.unavailable', 'x'))),
    ).catch(() => {});
    expect((await record(worker)).progress.stage).toBe('waiting');
  });

  it('is not kept alive by a tool that hangs', async () => {
    using worker = aWorker();
    const dues: unknown[] = [];
    await runWhile(worker, endless, async () => {
      dues.push((await record(worker)).dueAt);
      await pass(9 * 60_000);
      dues.push((await record(worker)).dueAt);
      await worker.ports.jobs.apply(worker.job.id, cancel(new Date()));
    });
    expect(dues[0]).toBeDefined();
    expect(dues[1]).toBe(dues[0]);
  });

  it('ends when its work has come to a halt for longer than a step may', async () => {
    using worker = aWorker();
    const halting = aWork(async (_input, { signal, report }) => {
      report({ stage: 'encoding', percent: 10 });
      setTimeout(() => report({ stage: 'encoding', percent: 11 }), 500_000);
      return untilAborted(signal);
    });
    const { code } = await runWhile(worker, halting, async () => {
      await pass(1_090_000);
      expect((await record(worker)).progress).toMatchObject({ stage: 'encoding', percent: 11 });
    });
    expect(code).toBe('worker.stalled');
    expect((await record(worker)).progress).toMatchObject({ stage: 'waiting', percent: 11 });
    expect(await linesOf(worker.ports as never, worker.job.id)).toContain(
      'worker.stalled: no progress for 10 minutes at "encoding"',
    );
  });

  it('is kept alive by a long upload, which has no progress to tell and ends by itself when it halts', async () => {
    using worker = aWorker();
    const save = () =>
      new Promise<{ bytes: number; sha256: string }>((resolve) =>
        setTimeout(() => resolve({ bytes: 1, sha256: '' }), 3_600_000),
      );
    const media = { ...worker.ports.media, save };
    const uploading = aWork(async (_input, { report }, ports) => {
      report({ stage: 'uploading', percent: 97 });
      return { doubled: (await ports.media.save('f', 'k', { mediaType: 'video/mp4' })).bytes };
    });
    const patient = { ...worker, ports: { ...worker.ports, media } };
    const { output } = await runWhile(patient, uploading, async () => {
      await pass(3_500_000);
      const { progress, dueAt } = await record(worker);
      expect(progress).toMatchObject({ stage: 'uploading', percent: 97 });
      expect(Date.parse(dueAt ?? '')).toBeGreaterThan(Date.now() + 640_000);
    });
    expect(output).toEqual({ doubled: 1 });
  });

  it('may be out of reach for a while: the work goes on', async () => {
    using worker = aWorker();
    const outage = { until: Date.now() + 2500 };
    const apply: typeof worker.ports.jobs.apply = async (...asked) => {
      if (Date.now() < outage.until) throw new EngineError('service.unavailable', 'no answer');
      return worker.ports.jobs.apply(...asked);
    };
    const patient = { ...worker, ports: { ...worker.ports, jobs: { ...worker.ports.jobs, apply } } };
    const slow = aWork(async (_input, { report }) => {
      report({ stage: 'encoding', percent: 50 });
      await new Promise((resolve) => setTimeout(resolve, 4500));
      return { doubled: (await record(worker)).progress.percent ?? 0 };
    });
    expect((await runWhile(patient, slow, () => {})).output).toEqual({ doubled: 50 });
  });
});

describe('a run whose job is over', () => {
  const ends: readonly (readonly [string, (worker: Worker) => Promise<unknown>])[] = [
    ['canceled', ({ job, ports }) => ports.jobs.apply(job.id, cancel(new Date()))],
    ['taken up by a later attempt', ({ job, ports }) => ports.jobs.apply(job.id, requeue(job, new Date()))],
  ];

  it.each(ends)('because it was %s stops its tools within seconds', async (_what, end) => {
    using worker = aWorker();
    expect(await runWhile(worker, endless, () => end(worker))).toEqual({ output: undefined, code: 'job.canceled' });
    expect(readdirSync(worker.ports.scratchRoot)).toEqual([]);
  });

  it.each(ends)('because it was %s leaves no result, though its work came to an end', async (_what, end) => {
    using worker = aWorker();
    const deaf = aWork(async () => {
      await end(worker);
      return { doubled: 1 };
    });
    await expect(run(worker, deaf)).rejects.toMatchObject({ code: 'job.canceled' });
    expect(await worker.ports.checkpoints.get(worker.job.id, 'double')).toBeUndefined();
  });

  it('does not touch the record any more', async () => {
    using worker = aWorker();
    await runWhile(worker, endless, () => worker.ports.jobs.apply(worker.job.id, cancel(new Date())));
    expect(await worker.ports.jobs.get(worker.job.id)).toMatchObject({
      state: 'canceled',
      progress: { stage: 'encoding' },
    });
  });
});

describe('a run whose door must stop', () => {
  it('ends with the reason of the door', async () => {
    using worker = aWorker();
    const door = new AbortController();
    const stop = () => door.abort(new EngineError('worker.restarted', 'told to stop'));
    expect((await runWhile(worker, endless, stop, door.signal)).code).toBe('worker.restarted');
  });

  it('has no result even if its work pays no heed', async () => {
    using worker = aWorker();
    const door = new AbortController();
    const deaf = aWork(async () => {
      door.abort(new EngineError('worker.restarted', 'told to stop'));
      return { doubled: 1 };
    });
    await expect(run(worker, deaf, door.signal)).rejects.toMatchObject({ code: 'worker.restarted' });
    expect(await worker.ports.checkpoints.get(worker.job.id, 'double')).toBeUndefined();
  });
});
