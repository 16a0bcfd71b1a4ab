import { answerJob } from '#shared/answer-job.ts';
import { EngineError } from '#shared/errors.ts';
import { jobView } from '#shared/job.ts';
import { requeue } from '#shared/life-cycle.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { Workflows } from '#shared/ports/workflows.ts';
import { route } from '#shared/route.ts';
import { findJob } from '../find-job.ts';
import { jobParams } from '../schema.ts';

export const retryJob = route({
  method: 'POST',
  path: '/api/v1/jobs/{id}/retry',
  summary: 'Try a failed job again',
  description: 'Goes on from the stage that failed: finished stages are not paid for twice.',
  allows: 'write',
  params: jobParams,
  replies: { 202: jobView },
  handle: async ({ params, caller, now, waitSeconds }, ports: { jobs: JobTable; workflows: Workflows }) => {
    const job = await findJob(params.id, caller, ports);
    const queued = job.state === 'failed' ? await ports.jobs.apply(job.id, requeue(job, now)) : null;
    if (!queued)
      throw new EngineError('job.not-retryable', `the job is ${job.state}; only a failed one can be retried`);
    await ports.workflows.start(queued);
    return answerJob(queued, waitSeconds, ports);
  },
});
