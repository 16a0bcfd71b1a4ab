import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkpoints } from '#shared/aws/checkpoints.ts';
import { newId } from '#shared/ids.ts';
import type { Checkpoints, StepRun } from '#shared/ports/jobs.ts';
import { remoteCheckpoints } from '#worker/remote/ports.ts';
import { aJob } from '../support/builders.ts';
import { inMemoryCheckpoints } from '../support/fakes/checkpoints.ts';
import { anInstallation, busyJobs } from '../support/installation.ts';
import { ownTable } from '../support/own-table.ts';

const contract = (open: () => Promise<Checkpoints>) => {
  let steps: Checkpoints;
  beforeAll(async () => {
    steps = await open();
  });

  it('knows nothing of a step that never finished', async () => {
    expect(await steps.get(newId(), 'encode')).toBeUndefined();
  });

  /** A step that has just been started. */
  const begun = async (known: Partial<StepRun> = {}): Promise<StepRun> => {
    const run = { job: newId(), attempt: 1, step: 'encode', ...known };
    await steps.start(run);
    return run;
  };

  it.each([{ key: 'work/x', list: [1.5, null, {}] }, [], 'text', 0, false, null])('keeps %j', async (result) => {
    const run = await begun();
    expect(await steps.put(run, result)).toBe(true);
    expect(await steps.get(run.job, 'encode')).toEqual(result);
  });

  it('keeps the last result of a step, and steps and jobs apart', async () => {
    const run = await begun();
    const { job } = run;
    await steps.put(run, { first: 1 });
    await steps.put(run, { last: 2 });
    await steps.put(await begun({ job, step: 'encode#2' }), 3);
    expect(await steps.get(job, 'encode')).toEqual({ last: 2 });
    expect(await steps.get(job, 'encode#2')).toBe(3);
    expect(await steps.get(newId(), 'encode')).toBeUndefined();
  });

  it('tells who made what is kept, and of a result that was made again the last', async () => {
    const run = await begun();
    const { job } = run;
    expect(await steps.makers(job)).toEqual([]);
    await steps.put(run, 1, 'one version');
    await steps.put(await begun({ job, step: 'join' }), 2);
    expect([...(await steps.makers(job))].sort()).toEqual([null, 'one version'].sort());
    await steps.put(run, 1, 'another version');
    expect([...(await steps.makers(job))].sort()).toEqual([null, 'another version'].sort());
  });

  it('counts the starts of a step in each attempt', async () => {
    const run = { job: newId(), attempt: 1, step: 'encode' };
    expect(await steps.start(run)).toBe(1);
    expect(await steps.start(run)).toBe(2);
    expect(await steps.start({ ...run, step: 'join' })).toBe(1);
    expect(await steps.start({ ...run, attempt: 2 })).toBe(1);
  });

  it('takes a start back, unless another came after it', async () => {
    const run = await begun();
    expect(await steps.giveBack(run, 1)).toBe(true);
    expect(await steps.start(run)).toBe(1);
    expect(await steps.start(run)).toBe(2);
    expect(await steps.giveBack(run, 1)).toBe(false);
    expect(await steps.giveBack(run, 2)).toBe(true);
    expect(await steps.start(run)).toBe(2);
  });

  /** From outside the record of the job refuses it as well. */
  const isRefused = (asked: Promise<unknown>): Promise<boolean> =>
    asked.then(
      (taken) => taken === false,
      ({ code }) => code === 'job.canceled',
    );

  it('takes nothing of a step that was not started, or whose start was taken back', async () => {
    const run = { job: newId(), attempt: 1, step: 'encode' };
    expect(await steps.put(run, 1)).toBe(false);
    await steps.start(run);
    await steps.giveBack(run, 1);
    expect(await steps.put(run, 1)).toBe(false);
    expect(await steps.get(run.job, 'encode')).toBeUndefined();
  });

  it('takes nothing of an attempt that is over: neither a result nor a start, nor one back', async () => {
    const late = await begun();
    const run = await begun({ ...late, attempt: 2 });
    await steps.put(run, 'new');
    expect(await isRefused(steps.put(late, 'old'))).toBe(true);
    expect(await isRefused(steps.start(late))).toBe(true);
    expect(await isRefused(steps.giveBack(late, 1))).toBe(true);
    expect(await steps.get(run.job, 'encode')).toBe('new');
    expect(await steps.start(run)).toBe(2);
  });

  it('keeps the result of an earlier attempt until a later one has another', async () => {
    const first = await begun();
    await steps.put(first, 'old');
    const second = await begun({ ...first, attempt: 2 });
    expect(await steps.get(first.job, 'encode')).toBe('old');
    await steps.put(second, 'new');
    expect(await steps.get(first.job, 'encode')).toBe('new');
  });

  it('loses no start of many at once', async () => {
    const run = { job: newId(), attempt: 1, step: 'encode' };
    const counts = await Promise.all(Array.from({ length: 40 }, () => steps.start(run)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  });

  it('forgets results and starts of a job, however many, and of no other', async () => {
    const job = newId();
    for (let n = 0; n < 30; n += 1) await steps.put(await begun({ job, step: `segment-${n}` }), n);
    const other = await begun();
    await steps.put(other, 'kept');
    await steps.clear(job);
    await steps.clear(job);
    expect(await steps.get(job, 'segment-0')).toBeUndefined();
    expect(await steps.get(job, 'segment-29')).toBeUndefined();
    expect(await steps.start({ job, attempt: 1, step: 'segment-0' })).toBe(1);
    expect(await steps.get(other.job, 'encode')).toBe('kept');
  });
};

describe('checkpoints in memory', () => contract(async () => inMemoryCheckpoints()));

describe('checkpoints as a worker outside reaches them', () =>
  contract(async () => {
    const checkpoints = inMemoryCheckpoints();
    const attempts = new Map<string, number>();
    const get = async (id: string) => aJob({ id, state: 'running', attempt: attempts.get(id) ?? 1 });
    const { api } = await anInstallation({ checkpoints, jobs: { ...busyJobs, get } });
    const remote = remoteCheckpoints(api);
    const start: Checkpoints['start'] = (run) => {
      attempts.set(run.job, Math.max(attempts.get(run.job) ?? 1, run.attempt));
      return remote.start(run);
    };
    return { ...checkpoints, ...remote, start };
  }));

describe('checkpoints in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => checkpoints((await own).table));

  it('are gone after 30 days, whether or not they were swept away', async () => {
    const { table } = await own;
    const job = newId();
    const run = { job, attempt: 1, step: 'encode' };
    const first = checkpoints(table, () => new Date('2026-01-01'));
    await first.start(run);
    await first.put(run, 1);
    expect(await checkpoints(table, () => new Date('2026-01-30')).get(job, 'encode')).toBe(1);
    expect(await checkpoints(table, () => new Date('2026-01-31')).get(job, 'encode')).toBeUndefined();
  });
});
