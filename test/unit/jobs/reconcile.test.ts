import { describe, expect, it } from 'vitest';
import { reconcile } from '#jobs/reconcile.ts';
import { EngineError } from '#shared/errors.ts';
import { cancel, mark } from '#shared/life-cycle.ts';
import { aJob } from '../../support/builders.ts';
import { anEngine, linesOf, now, seconds } from '../../support/engine.ts';

describe('after a restart', () => {
  it('a running job whose execution is gone goes on as the next attempt, and its old worker hears it', async () => {
    const job = aJob({ state: 'running' });
    const engine = anEngine({ jobs: [job] });
    await engine.workflows.start(job);
    engine.workflows.end(job, 'failed');
    expect(await reconcile(now, engine)).toEqual({ restarted: 1 });
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'queued', attempt: 2 });
    expect(await engine.workflows.state({ ...job, attempt: 2 })).toBe('running');
    expect(await engine.jobs.apply(job.id, mark(1, { stage: 'encoding' }, now))).toBeNull();
    expect(await linesOf(engine, job.id)).toEqual(['queued again, attempt 2']);
  });

  it('a running job of which no execution is known any more goes on too', async () => {
    const job = aJob({ state: 'running' });
    const engine = anEngine({ jobs: [job] });
    expect(await reconcile(now, engine)).toEqual({ restarted: 1 });
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'queued', attempt: 2 });
  });

  it('an accepted job that was never started is started, in its own attempt', async () => {
    const job = aJob();
    const engine = anEngine({ jobs: [job] });
    expect(await reconcile(now, engine)).toEqual({ restarted: 1 });
    expect(await engine.workflows.state(job)).toBe('running');
    expect((await engine.jobs.get(job.id))?.attempt).toBe(1);
  });

  it.each(['queued', 'running'] as const)('a %s job whose execution runs is left alone', async (state) => {
    const job = aJob({ state });
    const engine = anEngine({ jobs: [job] });
    await engine.workflows.start(job);
    expect(await reconcile(now, engine)).toEqual({ restarted: 0 });
    expect(await engine.jobs.get(job.id)).toEqual(job);
  });

  it.each(['succeeded', 'failed', 'canceled', 'expired'] as const)('a job that is %s stays so', async (state) => {
    const job = aJob({ state });
    const engine = anEngine({ jobs: [job] });
    expect(await reconcile(now, engine)).toEqual({ restarted: 0 });
  });

  it('a job that is canceled while it is looked at is not started', async () => {
    const job = aJob({ state: 'running' });
    const engine = anEngine({ jobs: [job] });
    const state = async () => {
      await engine.jobs.apply(job.id, cancel(now));
      return null;
    };
    const slow = { ...engine, workflows: { ...engine.workflows, state } };
    expect(await reconcile(now, slow)).toEqual({ restarted: 0 });
    expect(engine.workflows.executions.size).toBe(0);
  });

  it('all are looked at, and what cannot be started now is left to the sweeper', async () => {
    const jobs = Array.from({ length: 120 }, () => aJob({ state: 'running' }));
    const engine = anEngine({ jobs, outage: new EngineError('service.unavailable', 'down') });
    expect(await reconcile(now, engine)).toEqual({ restarted: 120 });
    expect(await engine.jobs.due(seconds(60), 200)).toHaveLength(120);
  });
});
