import { describe, expect, it } from 'vitest';
import { newId } from '#shared/ids.ts';
import { begin, cancel, fail, mark, requeue, succeed, unlessMoved } from '#shared/life-cycle.ts';
import { aJob, anArtifact } from '../support/builders.ts';
import { at, bothJobTables, second, someone } from '../support/job-tables.ts';

bothJobTables((desk) => {
  describe('a record', () => {
    it('comes back as it was written, whatever is in it', async () => {
      const job = aJob({
        owner: someone(),
        request: { source: 'ü/😀.mov', crf: 23.5, nothing: null, list: [1, [], {}], empty: '' },
        artifacts: [anArtifact()],
        notes: ['kept the frame rate'],
        error: { code: 'internal', message: 'x' },
        retentionSeconds: null,
        queuedAt: second(1),
        timings: { queuedSeconds: 0.4, runningSeconds: 2, steps: [{ step: 'inspect', seconds: 2 }] },
        dueAt: second(1),
      });
      await desk.jobs.create(job);
      expect(await desk.jobs.get(job.id)).toEqual(job);
    });

    it('that was never written is null', async () => {
      expect(await desk.jobs.get(newId())).toBeNull();
    });

    it('is written once: the same id gives the first one back', async () => {
      const first = await desk.saved({ name: 'first' });
      const again = await desk.jobs.create({ ...first, name: 'second' });
      expect(again).toMatchObject({ repeated: true, job: { name: 'first' } });
    });
  });

  describe('an idempotency key', () => {
    it('may be longer, with its owner, than a key of the table', async () => {
      const owner = `someone-${'o'.repeat(1000)}`;
      const key = { key: `object etag ${'k'.repeat(1024)}`, requestHash: 'h' };
      const first = await desk.jobs.create(aJob({ owner }), key);
      expect(first.repeated).toBe(false);
      expect(await desk.jobs.create(aJob({ owner }), key)).toMatchObject({ repeated: true, job: { id: first.job.id } });
      const another = { ...key, key: `${key.key}2` };
      expect(await desk.jobs.create(aJob({ owner }), another)).toMatchObject({ repeated: false });
    });

    it('gives the first job back to the same request', async () => {
      const owner = someone();
      const first = aJob({ owner });
      const key = { key: 'k', requestHash: 'h' };
      expect(await desk.jobs.create(first, key)).toEqual({ job: first, repeated: false });
      expect(await desk.jobs.create(aJob({ owner }), key)).toEqual({ job: first, repeated: true });
      expect((await desk.jobs.list({ owner, limit: 10 })).items).toHaveLength(1);
    });

    it('refuses another request', async () => {
      const owner = someone();
      await desk.jobs.create(aJob({ owner }), { key: 'k', requestHash: 'one' });
      const other = desk.jobs.create(aJob({ owner }), { key: 'k', requestHash: 'two' });
      await expect(other).rejects.toMatchObject({ code: 'idempotency.conflict' });
    });

    it('of one owner is nothing to another', async () => {
      const key = { key: 'shared', requestHash: 'h' };
      await desk.jobs.create(aJob({ owner: someone() }), key);
      expect(await desk.jobs.create(aJob({ owner: someone() }), key)).toMatchObject({ repeated: false });
    });

    it('is forgotten after 24 hours, whether or not it was swept away', async () => {
      const owner = someone();
      await desk.jobs.create(aJob({ owner }), { key: 'k', requestHash: 'one' });
      const tomorrow = desk.make(() => new Date(at(0).getTime() + 24 * 60 * 60 * 1000));
      const next = await tomorrow.create(aJob({ owner }), { key: 'k', requestHash: 'two' });
      expect(next).toMatchObject({ repeated: false });
    });

    it('that is to last is never forgotten', async () => {
      const owner = someone();
      const key = { key: 'k', requestHash: 'h', lasting: true };
      const first = aJob({ owner });
      await desk.jobs.create(first, key);
      const years = desk.make(() => new Date('2036-11-21T12:00:00.000Z'));
      expect(await years.create(aJob({ owner }), key)).toEqual({ job: first, repeated: true });
    });

    it('makes one job of 50 requests at once', async () => {
      const owner = someone();
      const asked = Array.from({ length: 50 }, () =>
        desk.jobs.create(aJob({ owner }), { key: 'race', requestHash: 'h' }),
      );
      const answers = await Promise.all(asked);
      expect(new Set(answers.map(({ job }) => job.id)).size).toBe(1);
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect((await desk.jobs.list({ owner, limit: 100 })).items).toHaveLength(1);
    });
  });

  describe('a transition', () => {
    it('answers the record as it now is', async () => {
      const { id } = await desk.saved();
      const running = await desk.jobs.apply(id, begin(1, at(1)));
      expect(running).toMatchObject({ id, state: 'running', startedAt: at(1).toISOString() });
      expect(await desk.jobs.get(id)).toEqual(running);
    });

    it('is refused from another state, and changes nothing', async () => {
      const job = await desk.saved();
      expect(await desk.jobs.apply(job.id, mark(1, { stage: 'encoding' }, at(1)))).toBeNull();
      expect(await desk.jobs.get(job.id)).toEqual(job);
    });

    it('is refused in another attempt', async () => {
      const { id } = await desk.saved({ attempt: 2 });
      expect(await desk.jobs.apply(id, begin(1, at(1)))).toBeNull();
      expect(await desk.jobs.apply(id, begin(2, at(1)))).toMatchObject({ attempt: 2 });
    });

    it('is refused for a job that does not exist, and makes none', async () => {
      const id = newId();
      expect(await desk.jobs.apply(id, cancel(at(1)))).toBeNull();
      expect(await desk.jobs.get(id)).toBeNull();
    });

    it('is refused once the record is due at another time than it was read with', async () => {
      const read = await desk.saved({ state: 'running', dueAt: second(1) });
      await desk.jobs.apply(read.id, mark(1, { stage: 'encoding' }, at(1)));
      const stalled = fail(1, { code: 'worker.stalled', message: 'x' }, at(2));
      expect(await desk.jobs.apply(read.id, unlessMoved(read, stalled))).toBeNull();
      expect(await desk.jobs.apply(read.id, stalled)).toMatchObject({ state: 'failed' });
    });

    it('removes what it sets to undefined', async () => {
      const failed = await desk.saved({
        state: 'failed',
        error: { code: 'internal', message: 'x' },
        endedAt: second(1),
      });
      const again = await desk.jobs.apply(failed.id, requeue(failed, at(1)));
      expect(again).toMatchObject({ state: 'queued', attempt: 2 });
      expect(again).not.toHaveProperty('error');
      expect(again).not.toHaveProperty('endedAt');
    });

    it('replaces what is nested instead of mixing old and new', async () => {
      const { id } = await desk.saved({ state: 'running' });
      await desk.jobs.apply(id, mark(1, { stage: 'encoding', percent: 40, speed: 3 }, at(1)));
      const marked = await desk.jobs.apply(id, mark(1, { stage: 'uploading' }, at(2)));
      expect(marked?.progress).toEqual({ stage: 'uploading', at: at(2).toISOString() });
    });

    it('to the end is won by one of two', async () => {
      const job = await desk.saved({ state: 'running' });
      const ends = await Promise.all([
        desk.jobs.apply(job.id, succeed(job, { artifacts: [anArtifact()], notes: [] }, at(1))),
        desk.jobs.apply(job.id, fail(1, { code: 'internal', message: 'x' }, at(1))),
        desk.jobs.apply(job.id, cancel(at(1))),
      ]);
      const won = ends.filter((end) => end !== null);
      expect(won).toHaveLength(1);
      expect(await desk.jobs.get(job.id)).toEqual(won[0]);
    });
  });
});
