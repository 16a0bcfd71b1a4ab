import type { Job, JobError } from '#shared/job.ts';
import { fail, isLive } from '#shared/life-cycle.ts';
import { measure } from '#shared/measure.ts';
import { type NotePorts, note } from '#shared/note.ts';
import type { JobLog, JobTable } from '#shared/ports/jobs.ts';

export type FailPorts = NotePorts & { readonly jobs: Pick<JobTable, 'get' | 'apply'>; readonly logs: JobLog };

/** `dueAt` where it is named: only if nobody has given the job more time since. */
type Failing = Pick<Job, 'id' | 'attempt' | 'dueAt'>;

/** Writes the end and says so in the log; null when the job was over already or goes on in another attempt. */
export const failJob = async (
  { id, attempt, dueAt }: Failing,
  error: JobError,
  now: Date,
  ports: FailPorts,
): Promise<Job | null> => {
  const job = await ports.jobs.get(id);
  if (!job || !isLive(job)) return null;
  const { set, ...when } = fail(attempt, error, now);
  const failed = await ports.jobs.apply(id, {
    ...when,
    ...(dueAt !== undefined && { dueAt }),
    set: { ...set, ...(await measure(job, now, ports)) },
  });
  if (failed) await note(id, `failed, ${error.code}: ${error.message}`, now, ports);
  return failed;
};
