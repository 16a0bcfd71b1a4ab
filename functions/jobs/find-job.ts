import { type Caller, mayReach } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import type { JobTable } from '#shared/ports/jobs.ts';

/** The caller's job. Another's is answered the same as none, so that ids tell nothing. */
export const findJob = async (
  id: string,
  caller: Caller,
  { jobs }: { readonly jobs: Pick<JobTable, 'get'> },
  by: 'manage' | 'delete' = 'manage',
): Promise<Job> => {
  const job = await jobs.get(id);
  if (!job || !mayReach(caller, job.owner, by)) throw new EngineError('job.not-found', `there is no job ${id}`);
  return job;
};
