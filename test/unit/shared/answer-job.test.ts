import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerJob } from '#shared/answer-job.ts';
import type { Job } from '#shared/job.ts';
import { cancel } from '#shared/life-cycle.ts';
import { aJob } from '../../support/builders.ts';
import { inMemoryJobTable } from '../../support/fakes/job-table.ts';

describe('a caller who asked for work', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const answerIn = async (
    job: Job,
    waitSeconds: number,
    act: (jobs: ReturnType<typeof inMemoryJobTable>) => unknown,
  ) => {
    const jobs = inMemoryJobTable(undefined, [job]);
    const began = Date.now();
    const answer = answerJob(job, waitSeconds, { jobs });
    await act(jobs);
    await vi.runAllTimersAsync();
    return { ...(await answer), seconds: (Date.now() - began) / 1000 };
  };

  it('and does not wait is told where to ask', async () => {
    const job = aJob();
    const answer = await answerIn(job, 0, () => {});
    expect(answer).toMatchObject({ status: 202, headers: { location: `/api/v1/jobs/${job.id}` }, seconds: 0 });
  });

  it('and waits is answered soon after the end', async () => {
    const job = aJob();
    const answer = await answerIn(job, 25, async (jobs) => {
      await vi.advanceTimersByTimeAsync(3100);
      await jobs.apply(job.id, cancel(new Date()));
    });
    expect(answer).toMatchObject({ status: 200, body: { state: 'canceled' }, seconds: 3.25 });
  });

  it('is answered with the job as it is when patience ends first', async () => {
    const answer = await answerIn(aJob(), 2, () => {});
    expect(answer).toMatchObject({ status: 202, body: { state: 'queued' }, seconds: 2 });
  });

  it('that has ended already does not wait', async () => {
    expect(await answerIn(aJob({ state: 'failed' }), 25, () => {})).toMatchObject({ status: 200, seconds: 0 });
  });
});
