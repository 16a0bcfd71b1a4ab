import { findJob } from '#shared/find-job.ts';
import { jobView, viewJob } from '#shared/job.ts';
import { jobParams } from '#shared/job-queries.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { ok, route } from '#shared/route.ts';

export const getJob = route({
  method: 'GET',
  path: '/api/v1/jobs/{id}',
  summary: 'Show a job',
  allows: 'read',
  counts: 'reads',
  params: jobParams,
  replies: { 200: jobView },
  handle: async ({ params, caller }, ports: { jobs: JobTable }) => ok(viewJob(await findJob(params.id, caller, ports))),
});
