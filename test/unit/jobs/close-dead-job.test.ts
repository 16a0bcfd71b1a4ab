import { describe, expect, it } from 'vitest';
import { closeDeadJob } from '#jobs/close-dead-job.ts';
import { jobState } from '#shared/job.ts';
import { isLive } from '#shared/life-cycle.ts';
import { aJob } from '../../support/builders.ts';
import { anEngine, linesOf, now } from '../../support/engine.ts';

const ended = (name: string, status = 'FAILED') => ({ 'detail-type': 'x', detail: { name, status, input: '{}' } });

describe('the end of an execution', () => {
  it.each([
    ['FAILED', 'workflow.died'],
    ['ABORTED', 'workflow.died'],
    ['TIMED_OUT', 'job.timed-out'],
  ])('as %s closes a job that still lives as %s', async (status, code) => {
    const job = aJob({ state: 'running' });
    const engine = anEngine({ jobs: [job] });
    await closeDeadJob(ended(`${job.id}-1`, status), now, engine);
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'failed', error: { code } });
    expect(await linesOf(engine, job.id)).toEqual([expect.stringContaining(`failed, ${code}`)]);
  });

  it.each(jobState.options.filter((state) => !isLive({ state })))(
    'changes nothing of a job that is %s',
    async (state) => {
      const job = aJob({ state });
      const engine = anEngine({ jobs: [job] });
      await closeDeadJob(ended(`${job.id}-1`), now, engine);
      expect(await engine.jobs.get(job.id)).toEqual(job);
      expect(await linesOf(engine, job.id)).toEqual([]);
    },
  );

  it('of an earlier attempt changes nothing of the one that runs', async () => {
    const job = aJob({ state: 'running', attempt: 2 });
    const engine = anEngine({ jobs: [job] });
    await closeDeadJob(ended(`${job.id}-1`), now, engine);
    expect(await engine.jobs.get(job.id)).toEqual(job);
  });

  it.each(['by-hand', '019aa5b8-0000-7000-8000-000000000000', '-1'])('named %s is not one of ours', async (name) => {
    await expect(closeDeadJob(ended(name), now, anEngine())).resolves.toBeUndefined();
  });
});
