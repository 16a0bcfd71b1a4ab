import { EngineError } from '#shared/errors.ts';
import { findJob } from '#shared/find-job.ts';
import type { Job } from '#shared/job.ts';
import { jobParams } from '#shared/job-queries.ts';
import { isLive } from '#shared/life-cycle.ts';
import type { ColdStorage } from '#shared/ports/cold-storage.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { answerRestoration, restoreRequest } from '#shared/restoration.ts';
import { route } from '#shared/route.ts';
import { placeOf } from '../artifact-place.ts';
import { restoration } from '../schema.ts';

const mustHaveFiles = (job: Job): void => {
  if (isLive(job)) throw new EngineError('job.not-finished', `the job is ${job.state}`);
  if (!job.artifacts.length) throw new EngineError('artifact.not-found', `the job is ${job.state} and has no files`);
};

export const restoreFiles = route({
  method: 'POST',
  path: '/api/v1/jobs/{id}/restore',
  summary: "Bring a job's files back from cold storage",
  description: 'Says how long it may take. May be called again: what is on its way is not asked for twice.',
  allows: 'write',
  params: jobParams,
  body: restoreRequest,
  replies: { 200: restoration, 202: restoration },
  handle: async ({ params, body, caller }, ports: { jobs: JobTable; cold: ColdStorage }) => {
    const job = await findJob(params.id, caller, ports);
    mustHaveFiles(job);
    const files = await Promise.all(
      job.artifacts.map(async (artifact) => ({
        name: artifact.name,
        ...(await ports.cold.restore(placeOf(artifact), body.days)),
      })),
    );
    const hours = Math.max(...files.map((file) => file.hours));
    const answer = { artifacts: files.map(({ name, state }) => ({ name, state })), readyWithinHours: hours };
    return answerRestoration(answer, `/api/v1/jobs/${job.id}/artifacts`);
  },
});
