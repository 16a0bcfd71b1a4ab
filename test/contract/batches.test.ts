import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchTable } from '#shared/aws/batch-table.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { waiters } from '#shared/aws/waiters.ts';
import { childId } from '#shared/child-id.ts';
import { newId } from '#shared/ids.ts';
import type { JobState } from '#shared/job.ts';
import type { Batches, BatchItem, Waiters } from '#shared/ports/batches.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { aJob } from '../support/builders.ts';
import { inMemoryBatches, inMemoryWaiters } from '../support/fakes/batches.ts';
import { inMemoryJobTable } from '../support/fakes/job-table.ts';
import { ownTable } from '../support/own-table.ts';
import { until } from '../support/wait.ts';

type Desk = { readonly jobs: JobTable; readonly batches: Batches; readonly waiters: Waiters };

const contract = (open: () => Promise<Desk>) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await open();
  });

  const items = (count: number): BatchItem[] =>
    Array.from({ length: count }, (_, at) => ({ index: at + 1, url: `https://example.com/${at + 1}` }));
  const begin = (id: string, index: number, state: JobState) =>
    desk.jobs.create(aJob({ id: childId(id, index), kind: 'download', parent: { id, index }, state }));

  it('gives the items at any places back in their order', async () => {
    const id = newId();
    await desk.batches.keep(id, items(120));
    const found = await desk.batches.items(id, { from: 49, to: 102 });
    expect(found.map(({ index }) => index)).toEqual(Array.from({ length: 54 }, (_, at) => at + 49));
    expect(await desk.batches.items(id, { from: 119, to: 140 })).toEqual(items(120).slice(118));
    expect(await desk.batches.items(newId(), { from: 1, to: 5 })).toEqual([]);
    expect(await desk.batches.items(id, { from: 1, to: 0 })).toEqual([]);
    expect(await desk.batches.children(id, { from: 1, to: 0 })).toEqual([]);
  });

  it('knows what has begun and how it goes, and what has not', async () => {
    const id = newId();
    await begin(id, 1, 'succeeded');
    await begin(id, 3, 'failed');
    await begin(id, 104, 'failed');
    const children = await desk.batches.children(id, { from: 1, to: 105 });
    expect(children).toHaveLength(105);
    expect([children[0]?.state, children[1], children[2]?.state, children[103]?.parent]).toEqual([
      ...['succeeded', null, 'failed'],
      { id, index: 104 },
    ]);
    await until(
      () => desk.batches.counts(id),
      (counts) => JSON.stringify(Object.entries(counts).sort()) === '[["failed",2],["succeeded",1]]',
      { seconds: 5, everyMs: 50 },
    );
    expect(await desk.batches.counts(newId())).toEqual({});
  });

  it('begins a child once, and lists it not among what its owner has asked for', async () => {
    const id = newId();
    const owner = `owner-${newId()}`;
    const child = aJob({ id: childId(id, 1), owner, parent: { id, index: 1 } });
    expect((await desk.jobs.create(child)).repeated).toBe(false);
    const again = await desk.jobs.create({ ...child, name: 'another' });
    expect([again.repeated, again.job.name]).toEqual([true, child.name]);
    const own = aJob({ owner });
    await desk.jobs.create(own);
    const { items: listed } = await until(
      () => desk.jobs.list({ owner, limit: 10 }),
      ({ items: found }) => found.length > 0,
      { seconds: 5, everyMs: 50 },
    );
    expect(listed.map((job) => job.id)).toEqual([own.id]);
  });

  it('remembers the last who waits for a job, until it is told', async () => {
    const [one, other] = [newId(), newId()];
    await desk.waiters.keep(one, 'first');
    await desk.waiters.keep(one, 'second');
    await desk.waiters.forget(one, 'first');
    expect(await desk.waiters.find([other, one])).toEqual([null, 'second']);
    await desk.waiters.forget(one, 'second');
    await desk.waiters.forget(one, 'second');
    expect(await desk.waiters.find([one])).toEqual([null]);
    expect(await desk.waiters.find([])).toEqual([]);
  });
};

describe('batches in memory', () =>
  contract(async () => {
    const jobs = inMemoryJobTable();
    return { jobs, batches: inMemoryBatches(jobs), waiters: inMemoryWaiters() };
  }));

describe('batches in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => {
    const { table } = await own;
    return { jobs: jobTable(table), batches: batchTable(table), waiters: waiters(table) };
  });
});
