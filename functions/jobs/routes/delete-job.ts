import { type Job, jobView, viewJob } from '#shared/job.ts';
import { cancel, discard, isLive } from '#shared/life-cycle.ts';
import { type NotePorts, note } from '#shared/note.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { Links } from '#shared/ports/links.ts';
import type { Workflows } from '#shared/ports/workflows.ts';
import { ok, route } from '#shared/route.ts';
import { findJob } from '../find-job.ts';
import { type MeasurePorts, measure } from '../measure.ts';
import { jobParams } from '../schema.ts';

type Ports = NotePorts & MeasurePorts & { jobs: JobTable; workflows: Workflows; links: Links };

/** The record says it first: a worker learns it there, whether or not the execution can be stopped. */
const stop = async (job: Job, now: Date, { jobs, workflows, ...notes }: Ports): Promise<Job | null> => {
  const { set, ...when } = cancel(now);
  const canceled = await jobs.apply(job.id, { ...when, set: { ...set, ...(await measure(job, now, notes)) } });
  if (!canceled) return null;
  await note(job.id, 'canceled', now, notes);
  await workflows
    .stop(canceled, 'canceled by its owner')
    .catch((error: Error) => notes.log.error('an execution was not stopped; its next step will end it', error));
  return canceled;
};

const remove = async (job: Job, now: Date, { jobs, links }: Ports): Promise<Job | null> => {
  await links.revoke(job.id);
  return jobs.apply(job.id, discard(job, now));
};

export const deleteJob = route({
  method: 'DELETE',
  path: '/api/v1/jobs/{id}',
  summary: 'Cancel a job, or remove its files',
  description:
    'Live work is canceled; of finished work the files are removed. The record stays. ' +
    'A job that ends in that very moment is answered as it ended, with its files.',
  allows: 'write',
  params: jobParams,
  replies: { 200: jobView },
  handle: async ({ params, caller, now }, ports: Ports) => {
    const job = await findJob(params.id, caller, ports, 'delete');
    const changed = isLive(job) ? await stop(job, now, ports) : await remove(job, now, ports);
    return ok(viewJob(changed ?? (await findJob(params.id, caller, ports, 'delete'))));
  },
});
