import type { Job, JobError } from '#shared/job.ts';
import { fail } from '#shared/life-cycle.ts';
import { type NotePorts, note } from '#shared/note.ts';
import type { JobTable } from '#shared/ports/jobs.ts';

export type FailPorts = NotePorts & { readonly jobs: Pick<JobTable, 'apply'> };

/** `dueAt` where it is named: only if nobody has given the job more time since. */
export type Failing = Pick<Job, 'id' | 'attempt' | 'dueAt'>;

/** Writes the end and says so in the log; null when the job was over already or goes on in another attempt. */
export const failJob = async (
  { id, attempt, dueAt }: Failing,
  error: JobError,
  now: Date,
  ports: FailPorts,
): Promise<Job | null> => {
  const failed = await ports.jobs.apply(id, { ...fail(attempt, error, now), ...(dueAt !== undefined && { dueAt }) });
  if (failed) await note(id, `failed, ${error.code}: ${error.message}`, now, ports);
  return failed;
};
