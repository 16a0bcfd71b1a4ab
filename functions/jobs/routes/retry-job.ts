import { answerJob } from '#shared/answer-job.ts';
import { EngineError } from '#shared/errors.ts';
import { type Job, jobView } from '#shared/job.ts';
import { canRetry, requeue, unlessMoved } from '#shared/life-cycle.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { route } from '#shared/route.ts';
import { type LaunchPorts, launch } from '#shared/start-job.ts';
import { findJob } from '../find-job.ts';
import { jobParams } from '../schema.ts';

const refusal = ({ state }: Job): EngineError => {
  const why = state === 'failed' ? 'what it had made is removed by now' : `it is ${state}; only a failed one can`;
  return new EngineError('job.not-retryable', `the job cannot be retried: ${why}`);
};

export const retryJob = route({
  method: 'POST',
  path: '/api/v1/jobs/{id}/retry',
  summary: 'Try a failed job again',
  description:
    'For a week after it failed. Goes on from the stage that failed: finished stages are not paid for twice. ' +
    "The job's `error.retryable` says whether it may help although nothing else has changed.",
  allows: 'write',
  params: jobParams,
  replies: { 200: jobView, 202: jobView },
  handle: async ({ params, caller, now, waitSeconds }, ports: LaunchPorts & { jobs: JobTable }) => {
    const job = await findJob(params.id, caller, ports);
    if (!canRetry(job, now)) throw refusal(job);
    const queued = await ports.jobs.apply(job.id, unlessMoved(job, requeue(job, now)));
    if (!queued) throw refusal(await findJob(params.id, caller, ports));
    await launch(queued, now, ports);
    return answerJob(queued, waitSeconds, ports);
  },
});
