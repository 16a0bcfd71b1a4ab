import { describe, expect, it } from 'vitest';
import { deleteJob } from '#jobs/routes/delete-job.ts';
import { jobState } from '#shared/job.ts';
import { begin, succeed } from '#shared/life-cycle.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { aJob, anArtifact } from '../../../support/builders.ts';
import { anEngine, linesOf, now, seconds, send } from '../../../support/engine.ts';

const remove = (engine: ReturnType<typeof anEngine>, id: string, as: 'alice/user' | 'alice/viewer' = 'alice/user') =>
  send(deleteJob, engine, { params: { id }, as });

describe('deleting a job', () => {
  it.each(['queued', 'running'] as const)('that is %s cancels it and stops its execution', async (state) => {
    const job = aJob({ state });
    const engine = anEngine({ jobs: [job] });
    await engine.workflows.start(job);
    const answer = await remove(engine, job.id);
    expect(answer).toMatchObject({ status: 200, body: { state: 'canceled' } });
    expect(await engine.workflows.state(job)).toBe('aborted');
    expect(await linesOf(engine, job.id)).toEqual(['canceled']);
  });

  it('that succeeded gives up its files at once: the record stays, its links end', async () => {
    const job = aJob({ state: 'succeeded', artifacts: [anArtifact()], dueAt: seconds(3600).toISOString() });
    const engine = anEngine({ jobs: [job] });
    const target = { owner: 'alice', job: job.id, key: 'k', fileName: 'f', mediaType: 'video/mp4' };
    const token = await engine.links.issue(target, seconds(60));
    const answer = await remove(engine, job.id);
    expect(answer.body).toMatchObject({ state: 'expired', artifacts: [] });
    expect(await engine.links.resolve(token, now)).toBeNull();
    expect(await engine.jobs.due(now, 10)).toHaveLength(1);
  });

  it.each(jobState.options)('that is %s may be repeated, with the same answer', async (state) => {
    const job = aJob({ state, dueAt: seconds(3600).toISOString() });
    const engine = anEngine({ jobs: [job] });
    const first = await remove(engine, job.id);
    const again = await remove(engine, job.id);
    expect(again).toMatchObject({ status: 200, body: { state: first.body.state } });
  });

  it('is done although its execution cannot be stopped: the worker hears it from the record', async () => {
    const job = aJob({ state: 'running' });
    const engine = anEngine({ jobs: [job] });
    const stop = async () => Promise.reject(new Error('no answer'));
    const answer = await send(
      deleteJob,
      { ...engine, workflows: { ...engine.workflows, stop } },
      { params: { id: job.id } },
    );
    expect(answer).toMatchObject({ status: 200, body: { state: 'canceled' } });
  });

  it('that ends in that very moment leaves it as it ended', async () => {
    const job = aJob();
    const engine = anEngine({ jobs: [job] });
    const get: JobTable['get'] = async (id) => {
      const read = await engine.jobs.get(id);
      await engine.jobs.apply(id, begin(1, now));
      await engine.jobs.apply(id, succeed(job, { artifacts: [anArtifact()], notes: [] }, now));
      return read;
    };
    const answer = await send(deleteJob, { ...engine, jobs: { ...engine.jobs, get } }, { params: { id: job.id } });
    expect(answer.body).toMatchObject({ state: 'succeeded', artifacts: [{ name: 'holiday.mp4' }] });
  });

  it.each([
    ['a viewer', 'alice/viewer', 403],
    ['another user', 'bob/user', 404],
    ['an admin', 'root/admin', 200],
  ] as const)('by %s is answered %s with %d', async (_who, as, status) => {
    const job = aJob();
    const engine = anEngine({ jobs: [job] });
    expect((await remove(engine, job.id, as as 'alice/user')).status).toBe(status);
    expect((await engine.jobs.get(job.id))?.state).toBe(status === 200 ? 'canceled' : 'queued');
  });
});
