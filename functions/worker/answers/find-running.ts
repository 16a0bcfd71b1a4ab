import type { Job } from '#shared/job.ts';
import { refuseJob, refuseKey } from '../may-touch.ts';
import type { AnswerPorts } from './ports.ts';

type Jobs = Pick<AnswerPorts, 'jobs'>;

/** Absent where a job is only read. */
type Run = { readonly job: string; readonly attempt?: number };

/** The job that work is done for, in the attempt that it is done for. */
export const findRunning = async ({ job: id, attempt }: Run, { jobs }: Jobs): Promise<Job> => {
  const job = await jobs.get(id);
  const refusal = refuseJob(job, id, attempt);
  if (refusal) throw refusal;
  return job as Job;
};

/** Answers when the key may be touched for a job that runs. */
export const mustReach = async (
  { key, ...run }: Run & { readonly key: string },
  to: 'read' | 'write',
  ports: Jobs,
): Promise<void> => {
  const refusal = refuseKey(key, await findRunning(run, ports), to);
  if (refusal) throw refusal;
};
