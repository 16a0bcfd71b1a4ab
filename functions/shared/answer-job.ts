import { type Job, viewJob } from './job.ts';
import { isLive } from './life-cycle.ts';
import type { JobTable } from './ports/jobs.ts';
import { accepted, ok, type Reply } from './route.ts';

const pollMilliseconds = 250;

/** The job once it has ended, or as it is when the caller's patience does. */
export const settled = async (
  job: Job,
  waitSeconds: number,
  { jobs }: { jobs: Pick<JobTable, 'get'> },
): Promise<Job> => {
  const end = Date.now() + waitSeconds * 1000;
  let seen = job;
  while (isLive(seen) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
    seen = (await jobs.get(job.id)) ?? seen;
  }
  return seen;
};

/** 202 with the job and where to ask for it; 200 when it ended within the caller's `Prefer: wait` (RFC 7240). */
export const answerJob = async (
  job: Job,
  waitSeconds: number,
  ports: { jobs: Pick<JobTable, 'get'> },
  place: `/${string}` = '/api/v1/jobs',
): Promise<Reply> => {
  const seen = await settled(job, waitSeconds, ports);
  const body = viewJob(seen);
  const location = `${place}/${job.id}`;
  return isLive(seen) ? accepted(body, location) : ok(body, { location });
};
