import type { Job } from '#shared/job.ts';
import { isLive, waitSeconds } from '#shared/life-cycle.ts';
import type { JobTable } from '#shared/ports/jobs.ts';

/** Clocks of two functions may differ by this much. */
const leewaySeconds = 60;

/**
 * A live job that reads the object, whoever owns it. None may wait longer than `waitSeconds` for a sign of life, so
 * that the index of what is due knows them all without a walk through the history.
 */
export const findReader = async (
  key: string,
  now: Date,
  { jobs }: { readonly jobs: Pick<JobTable, 'eachDue'> },
): Promise<Job | null> => {
  const latest = new Date(now.getTime() + (waitSeconds + leewaySeconds) * 1000);
  for await (const job of jobs.eachDue(latest)) if (isLive(job) && job.request['source'] === key) return job;
  return null;
};
