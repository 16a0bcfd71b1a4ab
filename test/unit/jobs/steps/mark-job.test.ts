import { describe, expect, it } from 'vitest';
import { markJob } from '#jobs/steps/mark-job.ts';
import { jobStep } from '#jobs/steps/schema.ts';
import { newId } from '#shared/ids.ts';
import type { Job } from '#shared/job.ts';
import { cancel } from '#shared/life-cycle.ts';
import { artifactPrefix } from '#shared/prefixes.ts';
import { aJob, anArtifact } from '../../../support/builders.ts';
import { anEngine, linesOf, now, seconds } from '../../../support/engine.ts';

const outcomeOf = (job: Job) => ({
  artifacts: [anArtifact({ key: `${artifactPrefix(job)}main.mp4` })],
  notes: ['kept 25 fps'],
});
const error = { name: 'source.broken', cause: '{"errorType":"source.broken","errorMessage":"frame 3 is torn"}' };

describe('what a workflow says of its job', () => {
  it('is that it began: the job waits for a worker', async () => {
    const job = aJob();
    const engine = anEngine({ jobs: [job] });
    expect(await markJob({ step: 'begin', job: job.id, attempt: 1 }, now, engine)).toEqual({ applied: true });
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'running', progress: { stage: 'waiting' } });
    expect(await linesOf(engine, job.id)).toEqual(['waiting for a worker']);
  });

  it('is that it finished, with what it made', async () => {
    const job = aJob({ state: 'running' });
    const engine = anEngine({ jobs: [job] });
    await markJob({ step: 'finish', job: job.id, attempt: 1, outcome: outcomeOf(job) }, now, engine);
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'succeeded', ...outcomeOf(job) });
    expect(await linesOf(engine, job.id)).toEqual(['succeeded']);
  });

  it.each([
    ['finished', (job: Job) => ({ step: 'finish' as const, job: job.id, attempt: 1, outcome: outcomeOf(job) })],
    ['failed', (job: Job) => ({ step: 'fail' as const, job: job.id, attempt: 1, error })],
  ])('is that it %s, after how long and where the time went', async (_how, end) => {
    const job = aJob({ state: 'running', createdAt: now.toISOString() });
    const engine = anEngine({ jobs: [job] });
    const said = (at: Date, by: string) => ({ at: at.toISOString(), step: by, line: 'x' });
    await engine.logs.append(job.id, [said(seconds(2), 'inspect'), said(seconds(3), 'transcode')]);
    await markJob(end(job), seconds(9), engine);
    expect((await engine.jobs.get(job.id))?.timings).toEqual({
      queuedSeconds: 2,
      runningSeconds: 7,
      steps: [
        { step: 'inspect', seconds: 1 },
        { step: 'transcode', seconds: 6 },
      ],
    });
  });

  it('is written although its log cannot be read', async () => {
    const job = aJob({ state: 'running' });
    const engine = anEngine({ jobs: [job] });
    const page = () => Promise.reject(new Error('down'));
    const ports = { ...engine, logs: { ...engine.logs, page } };
    await markJob({ step: 'fail', job: job.id, attempt: 1, error }, now, ports);
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'failed' });
    expect(await engine.jobs.get(job.id)).not.toHaveProperty('timings');
  });

  it('heeds a retention that was said while it was ending', async () => {
    const job = aJob({ state: 'running', retentionSeconds: 3600 });
    const engine = anEngine({ jobs: [job] });
    const get = async (id: string) => {
      const read = await engine.jobs.get(id);
      await engine.jobs.apply(id, { from: ['running'], set: { retentionSeconds: null } });
      return read;
    };
    const ports = { ...engine, jobs: { ...engine.jobs, get } };
    await markJob({ step: 'finish', job: job.id, attempt: 1, outcome: outcomeOf(job) }, now, ports);
    const ended = await engine.jobs.get(job.id);
    expect(ended).toMatchObject({ state: 'succeeded', retentionSeconds: null });
    expect(ended).not.toHaveProperty('expiresAt');
  });

  it('is that it failed, and of what', async () => {
    const job = aJob({ state: 'running' });
    const engine = anEngine({ jobs: [job] });
    await markJob({ step: 'fail', job: job.id, attempt: 1, error }, now, engine);
    const expected = { code: 'source.broken', message: 'frame 3 is torn' };
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'failed', error: expected });
    expect(await linesOf(engine, job.id)).toEqual(['failed, source.broken: frame 3 is torn']);
  });

  it('may be said twice: a step that was answered too late is called again', async () => {
    const job = aJob();
    const engine = anEngine({ jobs: [job] });
    const begin = { step: 'begin', job: job.id, attempt: 1 } as const;
    await markJob(begin, now, engine);
    expect(await markJob(begin, seconds(1), engine)).toEqual({ applied: true });
    const finish = { step: 'finish', job: job.id, attempt: 1, outcome: outcomeOf(job) } as const;
    expect(await markJob(finish, seconds(2), engine)).toEqual({ applied: true });
    expect(await markJob(finish, seconds(3), engine)).toEqual({ applied: false });
    expect((await engine.jobs.get(job.id))?.endedAt).toBe(seconds(2).toISOString());
  });

  it('after a cancel stops it at its beginning, and is no error at its end', async () => {
    const job = aJob();
    const engine = anEngine({ jobs: [job] });
    await engine.jobs.apply(job.id, cancel(now));
    const begun = markJob({ step: 'begin', job: job.id, attempt: 1 }, now, engine);
    await expect(begun).rejects.toMatchObject({ code: 'job.canceled' });
    expect(await markJob({ step: 'finish', job: job.id, attempt: 1, outcome: outcomeOf(job) }, now, engine)).toEqual({
      applied: false,
    });
    expect(await markJob({ step: 'fail', job: job.id, attempt: 1, error }, now, engine)).toEqual({ applied: false });
    expect((await engine.jobs.get(job.id))?.state).toBe('canceled');
  });

  it('in an attempt that is over is refused', async () => {
    const job = aJob({ state: 'running', attempt: 2 });
    const engine = anEngine({ jobs: [job] });
    const begun = markJob({ step: 'begin', job: job.id, attempt: 1 }, now, engine);
    await expect(begun).rejects.toMatchObject({ code: 'job.canceled' });
    expect(await markJob({ step: 'finish', job: job.id, attempt: 1, outcome: outcomeOf(job) }, now, engine)).toEqual({
      applied: false,
    });
    expect(await engine.jobs.get(job.id)).toEqual(job);
  });

  it('may not name a file of another job or owner as its own', async () => {
    const job = aJob({ state: 'running' });
    const engine = anEngine({ jobs: [job] });
    const outcome = outcomeOf(aJob({ owner: 'bob' }));
    const finished = markJob({ step: 'finish', job: job.id, attempt: 1, outcome }, now, engine);
    await expect(finished).rejects.toMatchObject({ code: 'internal' });
    expect((await engine.jobs.get(job.id))?.state).toBe('running');
  });

  it('of a job that is not there is an error', async () => {
    const finished = markJob({ step: 'finish', job: newId(), attempt: 1, outcome: outcomeOf(aJob()) }, now, anEngine());
    await expect(finished).rejects.toMatchObject({ code: 'job.not-found' });
  });

  it('stands although the log cannot be written', async () => {
    const job = aJob();
    const engine = anEngine({ jobs: [job] });
    const logs = { ...engine.logs, append: async () => Promise.reject(new Error('full')) };
    expect(await markJob({ step: 'begin', job: job.id, attempt: 1 }, now, { ...engine, logs })).toEqual({
      applied: true,
    });
  });

  it('has one of three forms', () => {
    expect(jobStep.safeParse({ step: 'pause', job: newId(), attempt: 1 }).success).toBe(false);
    expect(jobStep.safeParse({ step: 'begin', job: newId(), attempt: 0 }).success).toBe(false);
  });
});
