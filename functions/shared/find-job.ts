import { type Caller, mayReach } from './caller.ts';
import { EngineError } from './errors.ts';
import type { Job, JobKind } from './job.ts';
import type { JobTable } from './ports/jobs.ts';

type Wanted = {
  readonly by?: 'manage' | 'delete';
  /** @default - any */
  readonly kind?: JobKind;
};

/** The caller's job. Another's, or one of another kind, is answered the same as none, so that ids tell nothing. */
export const findJob = async (
  id: string,
  caller: Caller,
  { jobs }: { readonly jobs: Pick<JobTable, 'get'> },
  { by = 'manage', kind }: Wanted = {},
): Promise<Job> => {
  const job = await jobs.get(id);
  if (!job || !mayReach(caller, job.owner, by) || (kind && job.kind !== kind))
    throw new EngineError('job.not-found', `there is no ${kind ?? 'job'} ${id}`);
  return job;
};
