import { findJob } from '#shared/find-job.ts';
import { type GiveUpPorts, giveUpJob, whatDeletingDoes } from '#shared/give-up-job.ts';
import { jobView, viewJob } from '#shared/job.ts';
import { jobParams } from '#shared/job-queries.ts';
import { ok, route } from '#shared/route.ts';

export const deleteJob = route({
  method: 'DELETE',
  path: '/api/v1/jobs/{id}',
  summary: 'Cancel a job, or remove its files',
  description: whatDeletingDoes,
  allows: 'write',
  params: jobParams,
  replies: { 200: jobView },
  handle: async ({ params, caller, now }, ports: GiveUpPorts) => {
    const found = () => findJob(params.id, caller, ports, { by: 'delete' });
    return ok(viewJob((await giveUpJob(await found(), now, ports)) ?? (await found())));
  },
});
