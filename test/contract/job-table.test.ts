import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jobTable } from '#shared/aws/job-table.ts';
import { newId } from '#shared/ids.ts';
import type { Job } from '#shared/job.ts';
import {
  begin,
  cancel,
  discard,
  fail,
  mark,
  requeue,
  retain,
  settled,
  succeed,
  unlessMoved,
} from '#shared/life-cycle.ts';
import type { JobQuery, JobTable } from '#shared/ports/jobs.ts';
import { aJob, anArtifact } from '../support/builders.ts';
import { inMemoryJobTable } from '../support/fakes/job-table.ts';
import { ownTable } from '../support/own-table.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 21, 12, minute));
const second = (number: number): string => new Date(Date.UTC(2026, 10, 21, 12, 0, number)).toISOString();

/** An owner of its own for each test, since all share one table. */
const someone = (): string => `owner-${newId()}`;

const contract = (open: () => Promise<(clock: () => Date) => JobTable>) => {
  const at0 = () => at(0);
  let make: (clock: () => Date) => JobTable;
  let jobs: JobTable;
  beforeAll(async () => {
    make = await open();
  });
  beforeEach(() => {
    jobs = make(at0);
  });

  const saved = async (known: Partial<Job> = {}): Promise<Job> => (await jobs.create(aJob(known))).job;

  const pages = async (query: JobQuery): Promise<string[][]> => {
    const seen: string[][] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await jobs.list({ ...query, ...(cursor !== undefined && { cursor }) });
      seen.push(page.items.map(({ id }) => id));
      if (page.cursor === null) return seen;
      cursor = page.cursor;
    }
  };

  describe('a record', () => {
    it('comes back as it was written, whatever is in it', async () => {
      const job = aJob({
        owner: someone(),
        request: { source: 'ü/😀.mov', crf: 23.5, nothing: null, list: [1, [], {}], empty: '' },
        artifacts: [anArtifact()],
        notes: ['kept the frame rate'],
        error: { code: 'internal', message: 'x' },
        retentionSeconds: null,
        dueAt: second(1),
      });
      await jobs.create(job);
      expect(await jobs.get(job.id)).toEqual(job);
    });

    it('that was never written is null', async () => {
      expect(await jobs.get(newId())).toBeNull();
    });

    it('is written once: the same id gives the first one back', async () => {
      const first = await saved({ name: 'first' });
      const again = await jobs.create({ ...first, name: 'second' });
      expect(again).toMatchObject({ repeated: true, job: { name: 'first' } });
    });
  });

  describe('an idempotency key', () => {
    it('gives the first job back to the same request', async () => {
      const owner = someone();
      const first = aJob({ owner });
      const key = { key: 'k', requestHash: 'h' };
      expect(await jobs.create(first, key)).toEqual({ job: first, repeated: false });
      expect(await jobs.create(aJob({ owner }), key)).toEqual({ job: first, repeated: true });
      expect((await jobs.list({ owner, limit: 10 })).items).toHaveLength(1);
    });

    it('refuses another request', async () => {
      const owner = someone();
      await jobs.create(aJob({ owner }), { key: 'k', requestHash: 'one' });
      const other = jobs.create(aJob({ owner }), { key: 'k', requestHash: 'two' });
      await expect(other).rejects.toMatchObject({ code: 'idempotency.conflict' });
    });

    it('of one owner is nothing to another', async () => {
      const key = { key: 'shared', requestHash: 'h' };
      await jobs.create(aJob({ owner: someone() }), key);
      expect(await jobs.create(aJob({ owner: someone() }), key)).toMatchObject({ repeated: false });
    });

    it('is forgotten after 24 hours, whether or not it was swept away', async () => {
      const owner = someone();
      await jobs.create(aJob({ owner }), { key: 'k', requestHash: 'one' });
      const tomorrow = make(() => new Date(at(0).getTime() + 24 * 60 * 60 * 1000));
      const next = await tomorrow.create(aJob({ owner }), { key: 'k', requestHash: 'two' });
      expect(next).toMatchObject({ repeated: false });
    });

    it('that is to last is never forgotten', async () => {
      const owner = someone();
      const key = { key: 'k', requestHash: 'h', lasting: true };
      const first = aJob({ owner });
      await jobs.create(first, key);
      const years = make(() => new Date('2036-11-21T12:00:00.000Z'));
      expect(await years.create(aJob({ owner }), key)).toEqual({ job: first, repeated: true });
    });

    it('makes one job of 50 requests at once', async () => {
      const owner = someone();
      const asked = Array.from({ length: 50 }, () => jobs.create(aJob({ owner }), { key: 'race', requestHash: 'h' }));
      const answers = await Promise.all(asked);
      expect(new Set(answers.map(({ job }) => job.id)).size).toBe(1);
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect((await jobs.list({ owner, limit: 100 })).items).toHaveLength(1);
    });
  });

  describe('a transition', () => {
    it('answers the record as it now is', async () => {
      const { id } = await saved();
      const running = await jobs.apply(id, begin(1, at(1)));
      expect(running).toMatchObject({ id, state: 'running', startedAt: at(1).toISOString() });
      expect(await jobs.get(id)).toEqual(running);
    });

    it('is refused from another state, and changes nothing', async () => {
      const job = await saved();
      expect(await jobs.apply(job.id, mark(1, { stage: 'encoding' }, at(1)))).toBeNull();
      expect(await jobs.get(job.id)).toEqual(job);
    });

    it('is refused in another attempt', async () => {
      const { id } = await saved({ attempt: 2 });
      expect(await jobs.apply(id, begin(1, at(1)))).toBeNull();
      expect(await jobs.apply(id, begin(2, at(1)))).toMatchObject({ attempt: 2 });
    });

    it('is refused for a job that does not exist, and makes none', async () => {
      const id = newId();
      expect(await jobs.apply(id, cancel(at(1)))).toBeNull();
      expect(await jobs.get(id)).toBeNull();
    });

    it('is refused once the record is due at another time than it was read with', async () => {
      const read = await saved({ state: 'running', dueAt: second(1) });
      await jobs.apply(read.id, mark(1, { stage: 'encoding' }, at(1)));
      const stalled = fail(1, { code: 'worker.stalled', message: 'x' }, at(2));
      expect(await jobs.apply(read.id, unlessMoved(read, stalled))).toBeNull();
      expect(await jobs.apply(read.id, stalled)).toMatchObject({ state: 'failed' });
    });

    it('removes what it sets to undefined', async () => {
      const failed = await saved({ state: 'failed', error: { code: 'internal', message: 'x' }, endedAt: second(1) });
      const again = await jobs.apply(failed.id, requeue(failed, at(1)));
      expect(again).toMatchObject({ state: 'queued', attempt: 2 });
      expect(again).not.toHaveProperty('error');
      expect(again).not.toHaveProperty('endedAt');
    });

    it('replaces what is nested instead of mixing old and new', async () => {
      const { id } = await saved({ state: 'running' });
      await jobs.apply(id, mark(1, { stage: 'encoding', percent: 40, speed: 3 }, at(1)));
      const marked = await jobs.apply(id, mark(1, { stage: 'uploading' }, at(2)));
      expect(marked?.progress).toEqual({ stage: 'uploading', at: at(2).toISOString() });
    });

    it('to the end is won by one of two', async () => {
      const job = await saved({ state: 'running' });
      const ends = await Promise.all([
        jobs.apply(job.id, succeed(job, { artifacts: [anArtifact()], notes: [] }, at(1))),
        jobs.apply(job.id, fail(1, { code: 'internal', message: 'x' }, at(1))),
        jobs.apply(job.id, cancel(at(1))),
      ]);
      const won = ends.filter((end) => end !== null);
      expect(won).toHaveLength(1);
      expect(await jobs.get(job.id)).toEqual(won[0]);
    });
  });

  describe('a list', () => {
    it('holds what the owner has, newest first, and nothing of others', async () => {
      const owner = someone();
      const [first, , third] = [
        await saved({ owner, createdAt: second(1) }),
        await saved({ owner: someone(), createdAt: second(2) }),
        await saved({ owner, createdAt: second(3) }),
      ];
      expect(await pages({ owner, limit: 10 })).toEqual([[third?.id, first?.id]]);
    });

    it('without an owner holds what all have', async () => {
      const created = '2031-01-01T00:00:00.000Z';
      const two = [
        await saved({ createdAt: created, owner: someone() }),
        await saved({ createdAt: created, owner: someone() }),
      ];
      const { items } = await jobs.list({ since: created, until: created, limit: 10 });
      expect(items.map(({ id }) => id).sort()).toEqual(two.map(({ id }) => id).sort());
    });

    it('comes in full pages, each job once, and says which is the last', async () => {
      const owner = someone();
      const ids: string[] = [];
      for (let n = 0; n < 6; n += 1) ids.unshift((await saved({ owner, createdAt: second(n) })).id);
      expect(await pages({ owner, limit: 4 })).toEqual([ids.slice(0, 4), ids.slice(4)]);
      expect(await pages({ owner, limit: 3 })).toEqual([ids.slice(0, 3), ids.slice(3)]);
    });

    it('fills its pages however few jobs pass the filter', async () => {
      const owner = someone();
      const failed: string[] = [];
      for (let n = 0; n < 30; n += 1) {
        const { id } = await saved({ owner, createdAt: second(n), state: n % 10 === 0 ? 'failed' : 'succeeded' });
        if (n % 10 === 0) failed.unshift(id);
      }
      const query = { owner, states: ['failed'], kinds: ['transcode'], limit: 2 } as const;
      expect(await pages(query)).toEqual([failed.slice(0, 2), failed.slice(2)]);
      expect(await pages({ owner, states: ['expired'], limit: 2 })).toEqual([[]]);
    });

    it('shows and filters by the state that a job has come to', async () => {
      const owner = someone();
      const { id } = await saved({ owner });
      await jobs.apply(id, cancel(at(1)));
      expect(await pages({ owner, states: ['canceled'], limit: 5 })).toEqual([[id]]);
      expect(await pages({ owner, states: ['queued'], limit: 5 })).toEqual([[]]);
    });

    it('keeps to a span of time, both ends included', async () => {
      const owner = someone();
      const [, b, c] = [
        await saved({ owner, createdAt: second(1) }),
        await saved({ owner, createdAt: second(2) }),
        await saved({ owner, createdAt: second(3) }),
        await saved({ owner, createdAt: second(4) }),
      ];
      expect(await pages({ owner, since: second(2), until: second(3), limit: 1 })).toEqual([[c?.id], [b?.id]]);
      expect(await pages({ owner, since: second(5), limit: 1 })).toEqual([[]]);
      expect(await pages({ owner, since: second(3), until: second(2), limit: 1 })).toEqual([[]]);
    });

    it.each(['', 'x', '!', 'bnVsbA', Buffer.from('["job#1","AAAAAAAAAAAA"]').toString('base64url')])(
      'refuses the cursor "%s"',
      async (cursor) => {
        const refused = jobs.list({ owner: someone(), cursor, limit: 1 });
        await expect(refused).rejects.toMatchObject({ code: 'request.invalid', field: 'cursor' });
      },
    );

    it('refuses the cursor of another list', async () => {
      const owner = someone();
      await saved({ owner });
      await saved({ owner });
      const { cursor } = await jobs.list({ owner, limit: 1 });
      const others = jobs.list({ owner: someone(), cursor: cursor ?? '', limit: 1 });
      await expect(others).rejects.toMatchObject({ code: 'request.invalid', field: 'cursor' });
    });
  });

  describe('what is due', () => {
    it('is found from the very instant on, earliest first', async () => {
      const [late, early, future] = [
        await saved({ dueAt: '2001-01-01T00:01:30.500Z' }),
        await saved({ dueAt: '2001-01-01T00:00:10.000Z' }),
        await saved({ dueAt: '2001-01-01T00:01:30.501Z' }),
      ];
      const due = await jobs.due(new Date('2001-01-01T00:01:30.500Z'), 10);
      expect(due.map(({ id }) => id)).toEqual([early?.id, late?.id]);
      for (const { id } of [late, early, future]) await jobs.apply(id, cancel(at(0)));
    });

    it('keeps to the limit', async () => {
      for (const minute of [1, 2, 3]) await saved({ dueAt: `2002-01-01T00:0${minute}:00.000Z` });
      const due = await jobs.due(new Date('2002-01-02T00:00:00.000Z'), 2);
      expect(due.map(({ dueAt }) => dueAt)).toEqual(['2002-01-01T00:01:00.000Z', '2002-01-01T00:02:00.000Z']);
    });

    it('follows the record: later after a sign of life, never when its files are kept or gone', async () => {
      const dueIds = async (now: string) => (await jobs.due(new Date(now), 100)).map(({ id }) => id);
      const kept = await saved({ state: 'succeeded', dueAt: '2000-01-01T00:00:00.000Z' });
      const gone = await saved({ state: 'succeeded', dueAt: '2000-01-01T00:00:00.000Z' });
      const alive = await saved({ state: 'running', dueAt: '2000-01-01T00:00:00.000Z' });
      expect(await dueIds('2000-01-01T00:00:00.000Z')).toEqual(expect.arrayContaining([kept.id, gone.id, alive.id]));

      await jobs.apply(kept.id, retain(null, at(0)));
      await jobs.apply(gone.id, discard(gone, new Date('2000-01-01T00:00:00.000Z')));
      await jobs.apply(gone.id, settled({ ...gone, state: 'expired' }));
      await jobs.apply(alive.id, mark(1, { stage: 'encoding' }, new Date('2000-01-01T00:05:00.000Z')));
      expect(await dueIds('2000-01-01T00:14:59.999Z')).toEqual([]);
      expect(await dueIds('2000-01-01T00:15:00.000Z')).toEqual([alive.id]);
    });
  });
};

describe('the job table in memory', () =>
  contract(async () => {
    const time = { clock: () => at(0) };
    const jobs = inMemoryJobTable(() => time.clock());
    return (clock) => {
      time.clock = clock;
      return jobs;
    };
  }));

describe('the job table in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => {
    const { table } = await own;
    return (clock) => jobTable(table, clock);
  });
});
