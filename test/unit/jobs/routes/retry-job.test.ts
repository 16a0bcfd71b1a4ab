import { describe, expect, it } from 'vitest';
import { deleteJob } from '#jobs/routes/delete-job.ts';
import { retryJob } from '#jobs/routes/retry-job.ts';
import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { succeed } from '#shared/life-cycle.ts';
import { aJob } from '../../../support/builders.ts';
import { anEngine, linesOf, now, put, seconds, send } from '../../../support/engine.ts';

const aFailed = (known: Partial<Job> = {}): Job =>
  aJob({
    state: 'failed',
    error: { code: 'tool.failed', message: 'x' },
    endedAt: now.toISOString(),
    dueAt: seconds(3600).toISOString(),
    ...known,
  });

const retry = (engine: ReturnType<typeof anEngine>, { id }: Job, ask = {}) =>
  send(retryJob, engine, { params: { id }, ...ask });

describe('retrying a job', () => {
  it('that failed starts it as the next attempt', async () => {
    const job = aFailed();
    const engine = anEngine({ jobs: [job] });
    const answer = await retry(engine, job);
    expect(answer).toMatchObject({ status: 202, headers: { location: `/api/v1/jobs/${job.id}` } });
    expect(answer.body).toMatchObject({ state: 'queued', attempt: 2 });
    expect(answer.body).not.toHaveProperty('error');
    expect(await engine.workflows.state({ ...job, attempt: 2 })).toBe('running');
    expect(await linesOf(engine, job.id)).toEqual(['queued again, attempt 2']);
  });

  it('is measured anew', async () => {
    const timings = { queuedSeconds: 1, runningSeconds: 2, steps: [] };
    const job = aFailed({ timings });
    const { body } = await retry(anEngine({ jobs: [job] }), job);
    expect(body).toMatchObject({ queuedAt: now.toISOString() });
    expect(body).not.toHaveProperty('timings');
  });

  it.each([
    ['is as it was goes on from what was found out', 'bytes', true],
    ['was replaced begins anew, and says so', 'other bytes', false],
  ])('whose source %s', async (_how, then, isKept) => {
    const job = aFailed();
    const engine = anEngine({ jobs: [job] });
    put(engine, 'raw/alice/holiday.mov');
    const etag = (await engine.media.head('raw/alice/holiday.mov'))?.etag;
    const run = { job: job.id, attempt: 1, step: 'inspect' };
    await engine.checkpoints.start(run);
    await engine.checkpoints.put(run, { etag, plan: 'of the first' });
    put(engine, 'raw/alice/holiday.mov', then);

    expect((await retry(engine, job)).status).toBe(202);

    expect((await engine.checkpoints.get(job.id, 'inspect')) !== undefined).toBe(isKept);
    const said = isKept ? [] : ['the source was replaced: from the beginning'];
    expect(await linesOf(engine, job.id)).toEqual([...said, 'queued again, attempt 2']);
  });

  it('is left with its next attempt unbegun, and no plan for other bytes, by who dies on the way', async () => {
    const job = aFailed();
    const engine = anEngine({ jobs: [job] });
    const run = { job: job.id, attempt: 1, step: 'inspect' };
    await engine.checkpoints.start(run);
    await engine.checkpoints.put(run, { etag: 'of what was there' });
    put(engine, 'raw/alice/holiday.mov', 'other bytes');
    const died = new Error('the function died');
    const dyingAt = { clear: { ...engine.checkpoints, clear: () => Promise.reject(died) } };
    const apply: typeof engine.jobs.apply = (id, transition) =>
      transition.set.state === 'queued' ? Promise.reject(died) : engine.jobs.apply(id, transition);

    const clearing = send(retryJob, { ...engine, checkpoints: dyingAt.clear }, { params: { id: job.id } });
    expect((await clearing).status).toBe(500);
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'failed', attempt: 1 });

    const queueing = send(retryJob, { ...engine, jobs: { ...engine.jobs, apply } }, { params: { id: job.id } });
    expect((await queueing).status).toBe(500);
    expect(await engine.checkpoints.get(job.id, 'inspect')).toBeUndefined();
    expect((await retry(engine, job)).status).toBe(202);
  });

  it('twice at once starts one attempt', async () => {
    const job = aFailed();
    const engine = anEngine({ jobs: [job] });
    const answers = await Promise.all([retry(engine, job), retry(engine, job)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(engine.workflows.executions.size).toBe(1);
  });

  it('is accepted although its workflow cannot be started: the sweeper will', async () => {
    const job = aFailed();
    const engine = anEngine({ jobs: [job], outage: new EngineError('service.unavailable', 'down') });
    expect((await retry(engine, job)).status).toBe(202);
    expect(await engine.jobs.due(seconds(60), 10)).toMatchObject([{ id: job.id, state: 'queued' }]);
  });

  it('answers with the result where the caller waits and it comes', async () => {
    const job = aFailed();
    const engine = anEngine({ jobs: [job] });
    const start = async () => {
      const ended = { ...job, attempt: 2 };
      const done = succeed(ended, { artifacts: [], notes: [] }, now);
      await engine.jobs.apply(job.id, { ...done, from: ['queued'] });
    };
    const answer = await send(
      retryJob,
      { ...engine, workflows: { ...engine.workflows, start } },
      { params: { id: job.id }, headers: { prefer: 'wait=5' } },
    );
    expect(answer).toMatchObject({ status: 200, body: { state: 'succeeded', attempt: 2 } });
  });

  it.each(['queued', 'running', 'succeeded', 'canceled', 'expired'] as const)(
    'that is %s is refused',
    async (state) => {
      const job = aJob({ state, dueAt: seconds(60).toISOString() });
      const answer = await retry(anEngine({ jobs: [job] }), job);
      expect(answer).toMatchObject({ status: 409, body: { code: 'job.not-retryable' } });
      expect(answer.body.detail).toContain(state);
    },
  );

  it('is refused once its time is over, since what it would go on from is removed', async () => {
    const job = aFailed({ dueAt: now.toISOString() });
    const answer = await retry(anEngine({ jobs: [job] }), job);
    expect(answer).toMatchObject({ status: 409, body: { code: 'job.not-retryable' } });
    expect(answer.body.detail).toContain('removed');
  });

  it('is refused once its owner has deleted it', async () => {
    const job = aFailed();
    const engine = anEngine({ jobs: [job] });
    await send(deleteJob, engine, { params: { id: job.id } });
    expect((await retry(engine, job)).status).toBe(409);
  });

  it.each([
    ['a viewer', 'alice/viewer', 403],
    ['another user', 'bob/user', 404],
    ['an admin', 'root/admin', 202],
  ] as const)('by %s (%s) is answered %d', async (_who, as, status) => {
    const job = aFailed();
    expect((await retry(anEngine({ jobs: [job] }), job, { as })).status).toBe(status);
  });
});
