import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkpoints } from '#shared/aws/checkpoints.ts';
import { newId } from '#shared/ids.ts';
import type { Checkpoints } from '#shared/ports/jobs.ts';
import { remoteCheckpoints } from '#worker/remote/ports.ts';
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

  it.each([{ key: 'work/x', list: [1.5, null, {}] }, [], 'text', 0, false, null])('keeps %j', async (result) => {
    const job = newId();
    await steps.put(job, 'encode', result);
    expect(await steps.get(job, 'encode')).toEqual(result);
  });

  it('keeps the last result of a step, and steps and jobs apart', async () => {
    const job = newId();
    await steps.put(job, 'encode', 1);
    await steps.put(job, 'encode', 2);
    await steps.put(job, 'encode#2', 3);
    expect(await steps.get(job, 'encode')).toBe(2);
    expect(await steps.get(job, 'encode#2')).toBe(3);
    expect(await steps.get(newId(), 'encode')).toBeUndefined();
  });

  it('counts the starts of a step in each attempt', async () => {
    const job = newId();
    expect(await steps.start(job, 1, 'encode')).toBe(1);
    expect(await steps.start(job, 1, 'encode')).toBe(2);
    expect(await steps.start(job, 2, 'encode')).toBe(1);
    expect(await steps.start(job, 1, 'join')).toBe(1);
  });

  it('loses no start of many at once', async () => {
    const job = newId();
    const counts = await Promise.all(Array.from({ length: 40 }, () => steps.start(job, 1, 'encode')));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  });

  it('forgets results and starts of a job, however many, and of no other', async () => {
    const [job, other] = [newId(), newId()];
    for (let n = 0; n < 30; n += 1) await steps.put(job, `segment-${n}`, n);
    await steps.start(job, 1, 'encode');
    await steps.put(other, 'encode', 'kept');
    await steps.clear(job);
    await steps.clear(job);
    expect(await steps.get(job, 'segment-0')).toBeUndefined();
    expect(await steps.get(job, 'segment-29')).toBeUndefined();
    expect(await steps.start(job, 1, 'encode')).toBe(1);
    expect(await steps.get(other, 'encode')).toBe('kept');
  });
};

describe('checkpoints in memory', () => contract(async () => inMemoryCheckpoints()));

describe('checkpoints as a worker outside reaches them', () =>
  contract(async () => {
    const checkpoints = inMemoryCheckpoints();
    const { api } = await anInstallation({ checkpoints, jobs: busyJobs });
    return { ...checkpoints, ...remoteCheckpoints(api) };
  }));

describe('checkpoints in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => checkpoints((await own).table));

  it('are gone after 30 days, whether or not they were swept away', async () => {
    const { table } = await own;
    const job = newId();
    await checkpoints(table, () => new Date('2026-01-01')).put(job, 'encode', 1);
    expect(await checkpoints(table, () => new Date('2026-01-30')).get(job, 'encode')).toBe(1);
    expect(await checkpoints(table, () => new Date('2026-01-31')).get(job, 'encode')).toBeUndefined();
  });
});
