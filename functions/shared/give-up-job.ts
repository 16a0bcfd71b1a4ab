import type { Job } from './job.ts';
import { cancel, isLive, remove } from './life-cycle.ts';
import { type MeasurePorts, measure } from './measure.ts';
import { type NotePorts, note } from './note.ts';
import type { JobTable } from './ports/jobs.ts';
import type { Links } from './ports/links.ts';
import type { Workflows } from './ports/workflows.ts';

export type GiveUpPorts = NotePorts &
  MeasurePorts & { readonly jobs: JobTable; readonly workflows: Workflows; readonly links: Links };

/** The record says it first: a worker learns it there, whether or not the execution can be stopped. */
const stop = async (job: Job, now: Date, { jobs, workflows, ...notes }: GiveUpPorts): Promise<Job | null> => {
  const { set, ...when } = cancel(now);
  const canceled = await jobs.apply(job.id, { ...when, set: { ...set, ...(await measure(job, now, notes)) } });
  if (!canceled) return null;
  await note(job.id, 'canceled', now, notes);
  await workflows
    .stop(canceled, 'canceled by its owner')
    .catch((error: Error) => notes.log.error('an execution was not stopped; its next step will end it', error));
  return canceled;
};

const giveUp = async (job: Job, now: Date, { jobs, links }: GiveUpPorts): Promise<Job | null> => {
  await links.revoke(job.id);
  return jobs.apply(job.id, remove(job, now));
};

/** What a caller is told who deletes a job. */
export const whatDeletingDoes =
  'Live work is canceled; of finished work the files are removed. The record stays. ' +
  'A job that ends in that very moment is answered as it ended, with its files.';

/** Cancels what is live, and gives up the files of what is over; null when it has moved on since it was read. */
export const giveUpJob = (job: Job, now: Date, ports: GiveUpPorts): Promise<Job | null> =>
  isLive(job) ? stop(job, now, ports) : giveUp(job, now, ports);
