import { jobView, viewJob } from '#shared/job.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { ok, route } from '#shared/route.ts';
import { findJob } from '../find-job.ts';
import { jobParams } from '../schema.ts';

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
