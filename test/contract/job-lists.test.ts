import { describe, expect, it } from 'vitest';
import { cancel, discard, mark, retain, settled } from '#shared/life-cycle.ts';
import type { JobQuery } from '#shared/ports/jobs.ts';
import { at, bothJobTables, second, someone } from '../support/job-tables.ts';

bothJobTables((desk) => {
  const pages = async (query: JobQuery): Promise<string[][]> => {
    const seen: string[][] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await desk.jobs.list({ ...query, ...(cursor !== undefined && { cursor }) });
      seen.push(page.items.map(({ id }) => id));
      if (page.cursor === null) return seen;
      cursor = page.cursor;
    }
  };

  describe('a list', () => {
    it('holds what the owner has, newest first, and nothing of others', async () => {
      const owner = someone();
      const [first, , third] = [
        await desk.saved({ owner, createdAt: second(1) }),
        await desk.saved({ owner: someone(), createdAt: second(2) }),
        await desk.saved({ owner, createdAt: second(3) }),
      ];
      expect(await pages({ owner, limit: 10 })).toEqual([[third?.id, first?.id]]);
    });

    it('without an owner holds what all have', async () => {
      const created = '2031-01-01T00:00:00.000Z';
      const two = [
        await desk.saved({ createdAt: created, owner: someone() }),
        await desk.saved({ createdAt: created, owner: someone() }),
      ];
      const { items } = await desk.jobs.list({ since: created, until: created, limit: 10 });
      expect(items.map(({ id }) => id).sort()).toEqual(two.map(({ id }) => id).sort());
    });

    it('comes in full pages, each job once, and says which is the last', async () => {
      const owner = someone();
      const ids: string[] = [];
      for (let n = 0; n < 6; n += 1) ids.unshift((await desk.saved({ owner, createdAt: second(n) })).id);
      expect(await pages({ owner, limit: 4 })).toEqual([ids.slice(0, 4), ids.slice(4)]);
      expect(await pages({ owner, limit: 3 })).toEqual([ids.slice(0, 3), ids.slice(3)]);
    });

    it('fills its pages however few jobs pass the filter', async () => {
      const owner = someone();
      const failed: string[] = [];
      for (let n = 0; n < 30; n += 1) {
        const { id } = await desk.saved({ owner, createdAt: second(n), state: n % 10 === 0 ? 'failed' : 'succeeded' });
        if (n % 10 === 0) failed.unshift(id);
      }
      const query = { owner, states: ['failed'], kinds: ['transcode'], limit: 2 } as const;
      expect(await pages(query)).toEqual([failed.slice(0, 2), failed.slice(2)]);
      expect(await pages({ owner, states: ['expired'], limit: 2 })).toEqual([[]]);
    });

    it('shows and filters by the state that a job has come to', async () => {
      const owner = someone();
      const { id } = await desk.saved({ owner });
      await desk.jobs.apply(id, cancel(at(1)));
      expect(await pages({ owner, states: ['canceled'], limit: 5 })).toEqual([[id]]);
      expect(await pages({ owner, states: ['queued'], limit: 5 })).toEqual([[]]);
    });

    it('keeps to a span of time, both ends included', async () => {
      const owner = someone();
      const [, b, c] = [
        await desk.saved({ owner, createdAt: second(1) }),
        await desk.saved({ owner, createdAt: second(2) }),
        await desk.saved({ owner, createdAt: second(3) }),
        await desk.saved({ owner, createdAt: second(4) }),
      ];
      expect(await pages({ owner, since: second(2), until: second(3), limit: 1 })).toEqual([[c?.id], [b?.id]]);
      expect(await pages({ owner, since: second(5), limit: 1 })).toEqual([[]]);
      expect(await pages({ owner, since: second(3), until: second(2), limit: 1 })).toEqual([[]]);
    });

    it.each(['', 'x', '!', 'bnVsbA', Buffer.from('["job#1","AAAAAAAAAAAA"]').toString('base64url')])(
      'refuses the cursor "%s"',
      async (cursor) => {
        const refused = desk.jobs.list({ owner: someone(), cursor, limit: 1 });
        await expect(refused).rejects.toMatchObject({ code: 'request.invalid', field: 'cursor' });
      },
    );

    it('refuses the cursor of another list', async () => {
      const owner = someone();
      await desk.saved({ owner });
      await desk.saved({ owner });
      const { cursor } = await desk.jobs.list({ owner, limit: 1 });
      const others = desk.jobs.list({ owner: someone(), cursor: cursor ?? '', limit: 1 });
      await expect(others).rejects.toMatchObject({ code: 'request.invalid', field: 'cursor' });
    });
  });

  describe('what is due', () => {
    it('is found from the very instant on, earliest first', async () => {
      const [late, early, future] = [
        await desk.saved({ dueAt: '2001-01-01T00:01:30.500Z' }),
        await desk.saved({ dueAt: '2001-01-01T00:00:10.000Z' }),
        await desk.saved({ dueAt: '2001-01-01T00:01:30.501Z' }),
      ];
      const due = await desk.jobs.due(new Date('2001-01-01T00:01:30.500Z'), 10);
      expect(due.map(({ id }) => id)).toEqual([early?.id, late?.id]);
      for (const { id } of [late, early, future]) await desk.jobs.apply(id, cancel(at(0)));
    });

    it('is handed out one by one to who stops at the first that suits', async () => {
      const saved = [];
      for (const minute of [1, 2, 3]) saved.push(await desk.saved({ dueAt: `2003-01-01T00:0${minute}:00.000Z` }));
      const seen: string[] = [];
      for await (const { id, dueAt = '' } of desk.jobs.eachDue(new Date('2003-01-01T00:02:30.000Z'))) {
        if (dueAt.startsWith('2003')) seen.push(id);
        if (seen.length === 2) break;
      }
      expect(seen).toEqual(saved.slice(0, 2).map(({ id }) => id));
      for (const { id } of saved) await desk.jobs.apply(id, cancel(at(0)));
    });

    it('keeps to the limit', async () => {
      for (const minute of [1, 2, 3]) await desk.saved({ dueAt: `2002-01-01T00:0${minute}:00.000Z` });
      const due = await desk.jobs.due(new Date('2002-01-02T00:00:00.000Z'), 2);
      expect(due.map(({ dueAt }) => dueAt)).toEqual(['2002-01-01T00:01:00.000Z', '2002-01-01T00:02:00.000Z']);
    });

    it('follows the record: later after a sign of life, never when its files are kept or gone', async () => {
      const dueIds = async (now: string) => (await desk.jobs.due(new Date(now), 100)).map(({ id }) => id);
      const kept = await desk.saved({ state: 'succeeded', dueAt: '2000-01-01T00:00:00.000Z' });
      const gone = await desk.saved({ state: 'succeeded', dueAt: '2000-01-01T00:00:00.000Z' });
      const alive = await desk.saved({ state: 'running', dueAt: '2000-01-01T00:00:00.000Z' });
      expect(await dueIds('2000-01-01T00:00:00.000Z')).toEqual(expect.arrayContaining([kept.id, gone.id, alive.id]));

      await desk.jobs.apply(kept.id, retain(null, at(0)));
      await desk.jobs.apply(gone.id, discard(gone, new Date('2000-01-01T00:00:00.000Z')));
      await desk.jobs.apply(gone.id, settled({ ...gone, state: 'expired' }));
      await desk.jobs.apply(alive.id, mark(1, { stage: 'encoding' }, new Date('2000-01-01T00:05:00.000Z')));
      expect(await dueIds('2000-01-01T00:15:59.999Z')).toEqual([]);
      expect(await dueIds('2000-01-01T00:16:00.000Z')).toEqual([alive.id]);
    });
  });
});
