import { describe, expect, it } from 'vitest';
import { keepFiles } from '#jobs/routes/keep-files.ts';
import { setRetention } from '#jobs/routes/set-retention.ts';
import { succeed } from '#shared/life-cycle.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { aJob, anArtifact } from '../../../support/builders.ts';
import { anEngine, now, seconds, send } from '../../../support/engine.ts';

const day = 24 * 60 * 60;

describe('how long the files of a job stay', () => {
  it('is counted anew from now once it has succeeded', async () => {
    const job = aJob({ state: 'succeeded', dueAt: seconds(60).toISOString() });
    const engine = anEngine({ jobs: [job] });
    const answer = await send(setRetention, engine, { params: { id: job.id }, body: { seconds: day } });
    expect(answer.body).toMatchObject({ retentionSeconds: day, expiresAt: seconds(day).toISOString() });
    expect(await engine.jobs.due(seconds(day - 1), 10)).toEqual([]);
    expect(await engine.jobs.due(seconds(day), 10)).toHaveLength(1);
  });

  it('is as long as one likes when they are to be kept', async () => {
    const job = aJob({ state: 'succeeded', expiresAt: now.toISOString(), dueAt: now.toISOString() });
    const engine = anEngine({ jobs: [job] });
    const answer = await send(keepFiles, engine, { params: { id: job.id } });
    expect(answer.body.retentionSeconds).toBeNull();
    expect(answer.body).not.toHaveProperty('expiresAt');
    expect(await engine.jobs.due(seconds(1000 * day), 10)).toEqual([]);
  });

  it.each(['queued', 'running'] as const)('is noted for the end of a job that is %s', async (state) => {
    const job = aJob({ state, dueAt: seconds(60).toISOString() });
    const engine = anEngine({ jobs: [job] });
    const answer = await send(setRetention, engine, { params: { id: job.id }, body: { seconds: 60 } });
    expect(answer.body).toMatchObject({ state, retentionSeconds: 60 });
    expect(answer.body).not.toHaveProperty('expiresAt');
    expect((await engine.jobs.get(job.id))?.dueAt).toBe(job.dueAt);
  });

  it('is set although the job ends in that very moment', async () => {
    const job = aJob({ state: 'running' });
    const engine = anEngine({ jobs: [job] });
    const get: JobTable['get'] = async (id) => {
      const read = await engine.jobs.get(id);
      await engine.jobs.apply(id, succeed(job, { artifacts: [anArtifact()], notes: [] }, now));
      return read;
    };
    const slow = { ...engine, jobs: { ...engine.jobs, get } };
    const answer = await send(setRetention, slow, { params: { id: job.id }, body: { seconds: day } });
    expect(answer.body).toMatchObject({ state: 'succeeded', expiresAt: seconds(day).toISOString() });
  });

  it.each(['failed', 'canceled', 'expired'] as const)('cannot be said of a job that is %s', async (state) => {
    const job = aJob({ state });
    const answer = await send(keepFiles, anEngine({ jobs: [job] }), { params: { id: job.id } });
    expect(answer).toMatchObject({ status: 404, body: { code: 'artifact.not-found' } });
  });

  it.each([
    { seconds: 0 },
    { seconds: 59 },
    { seconds: 31_536_001 },
    { seconds: 1.5 },
    { seconds: null },
    {},
    { seconds: 1e12 },
    { seconds: 60, days: 1 },
  ])('is refused as %j', async (body) => {
    const job = aJob({ state: 'succeeded' });
    const answer = await send(setRetention, anEngine({ jobs: [job] }), { params: { id: job.id }, body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it.each([
    ['a viewer', 'alice/viewer', 403],
    ['another user', 'bob/user', 404],
    ['an admin', 'root/admin', 200],
  ] as const)('is said by %s (%s): %d', async (_who, as, status) => {
    const job = aJob({ state: 'succeeded' });
    const ask = { params: { id: job.id }, as };
    expect((await send(keepFiles, anEngine({ jobs: [job] }), ask)).status).toBe(status);
    expect((await send(setRetention, anEngine({ jobs: [job] }), { ...ask, body: { seconds: 60 } })).status).toBe(
      status,
    );
  });
});
