import { jobView } from '#shared/job.ts';
import { jobParams } from '#shared/job-queries.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { route } from '#shared/route.ts';
import { changeRetention } from '../change-retention.ts';

export const keepFiles = route({
  method: 'DELETE',
  path: '/api/v1/jobs/{id}/retention',
  summary: "Keep a job's files until they are deleted",
  allows: 'write',
  params: jobParams,
  replies: { 200: jobView },
  handle: ({ params, caller, now }, ports: { jobs: JobTable }) =>
    changeRetention({ id: params.id, caller, now, seconds: null }, ports),
});
