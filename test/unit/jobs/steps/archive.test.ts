import { describe, expect, it } from 'vitest';
import { markJob } from '#jobs/steps/mark-job.ts';
import { aJob } from '../../../support/builders.ts';
import { anEngine, now } from '../../../support/engine.ts';

const item = { site: 'vimeo', item: 'x1' };
const outcome = { artifacts: [], notes: [] };

describe('the archive of an owner', () => {
  const job = aJob({ state: 'running' });
  const later = aJob({ state: 'running' });
  const finish = { step: 'finish', job: job.id, attempt: 1, outcome } as const;
  const recall = { step: 'recall', job: later.id, attempt: 1, item } as const;

  it('has what a job fetched that was to be remembered', async () => {
    const engine = anEngine({ jobs: [job, later] });
    expect(await markJob(recall, now, engine)).toEqual({ applied: true, earlier: null });
    await markJob({ ...finish, archive: item }, now, engine);
    expect(await markJob(recall, now, engine)).toEqual({ applied: true, earlier: job.id });
    // a retry of the very job that fetched it goes on
    expect(await markJob({ ...recall, job: job.id }, now, engine)).toEqual({ applied: true, earlier: null });
  });

  it.each([{}, { archive: null }])('has nothing of a job that ended with %j', async (more) => {
    const engine = anEngine({ jobs: [job, later] });
    await markJob({ ...finish, ...more }, now, engine);
    expect(await markJob(recall, now, engine)).toEqual({ applied: true, earlier: null });
  });

  it('has nothing of a job that had ended otherwise, and is another for each owner', async () => {
    const canceled = aJob({ state: 'canceled' });
    const others = aJob({ state: 'running', owner: 'bob' });
    const engine = anEngine({ jobs: [canceled, others, later] });
    await markJob({ ...finish, job: canceled.id, archive: item }, now, engine);
    await markJob({ ...finish, job: others.id, archive: item }, now, engine);
    expect(await markJob(recall, now, engine)).toEqual({ applied: true, earlier: null });
  });

  it('that cannot be written to fails no job', async () => {
    const engine = anEngine({ jobs: [job] });
    const archive = { ...engine.archive, remember: () => Promise.reject(new Error('down')) };
    await markJob({ ...finish, archive: item }, now, { ...engine, archive });
    expect((await engine.jobs.get(job.id))?.state).toBe('succeeded');
  });
});
