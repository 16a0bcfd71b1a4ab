import { jobView } from '#shared/job.ts';
import { jobParams } from '#shared/job-queries.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { route } from '#shared/route.ts';
import { changeRetention } from '../change-retention.ts';
import { retention } from '../schema.ts';

export const setRetention = route({
  method: 'POST',
  path: '/api/v1/jobs/{id}/retention',
  summary: "Say how long a job's files stay",
  allows: 'write',
  params: jobParams,
  body: retention,
  replies: { 200: jobView },
  handle: ({ params, body, caller, now }, ports: { jobs: JobTable }) =>
    changeRetention({ id: params.id, caller, now, seconds: body.seconds }, ports),
});
