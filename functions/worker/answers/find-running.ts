import type { Job } from '#shared/job.ts';
import { refuseJob, refuseKey } from '../may-touch.ts';
import type { AnswerPorts } from './ports.ts';

type Jobs = Pick<AnswerPorts, 'jobs'>;

/** The job that work is done for. */
export const findRunning = async (id: string, { jobs }: Jobs): Promise<Job> => {
  const job = await jobs.get(id);
  const refusal = refuseJob(job, id);
  if (refusal) throw refusal;
  return job as Job;
};

/** Answers when the key may be touched for a job that runs. */
export const mustReach = async (
  { job, key }: { readonly job: string; readonly key: string },
  to: 'read' | 'write',
  ports: Jobs,
): Promise<void> => {
  const refusal = refuseKey(key, await findRunning(job, ports), to);
  if (refusal) throw refusal;
};
