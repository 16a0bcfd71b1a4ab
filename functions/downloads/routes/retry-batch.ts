import { EngineError } from '#shared/errors.ts';
import { findJob } from '#shared/find-job.ts';
import { type Job, jobView, viewJob } from '#shared/job.ts';
import { jobParams } from '#shared/job-queries.ts';
import { canRetry, retry, unlessMoved } from '#shared/life-cycle.ts';
import type { Batches } from '#shared/ports/batches.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { accepted, route } from '#shared/route.ts';
import { type LaunchPorts, launch } from '#shared/start-job.ts';
import { countItems, noItems } from '../batch-counts.ts';

type Ports = LaunchPorts & { readonly jobs: Pick<JobTable, 'get' | 'apply'>; readonly batches: Batches };

const refusal = (why: string): EngineError =>
  new EngineError('job.not-retryable', `the batch cannot be retried: ${why}`);

/** A list that could not be read is read again; else there must be items that failed, or were never begun. */
const mustHaveFailed = async (job: Job, now: Date, { batches }: Ports): Promise<void> => {
  if (canRetry(job, now) && !job.batch) return;
  if (job.state !== 'failed' && job.state !== 'succeeded') throw refusal(`it is ${job.state}`);
  const { failed, notBegun } = job.batch ? countItems(job.batch, await batches.counts(job.id)) : noItems;
  if (failed + notBegun === 0) throw refusal('none of its items has failed');
};

export const retryBatch = route({
  method: 'POST',
  path: '/api/v1/batch/{id}/retry',
  summary: 'Try the failed items of a batch again',
  description:
    'Those alone, each for a week after it failed, and going on from where it failed. The batch is at work again ' +
    'until they are over.',
  allows: 'write',
  params: jobParams,
  replies: { 202: jobView, 409: null },
  handle: async ({ params, caller, now }, ports: Ports) => {
    const job = await findJob(params.id, caller, ports, { kind: 'batch' });
    await mustHaveFailed(job, now, ports);
    const queued = await ports.jobs.apply(job.id, unlessMoved(job, retry(job, now)));
    if (!queued) throw refusal('it has moved on just now');
    await launch(queued, now, ports);
    return accepted(viewJob(queued), `/api/v1/batch/${job.id}`);
  },
});
