import { findJob } from '#shared/find-job.ts';
import { jobParams, logPage, logsQuery } from '#shared/job-queries.ts';
import type { JobLog, JobTable } from '#shared/ports/jobs.ts';
import { ok, route } from '#shared/route.ts';

export const getLogs = route({
  method: 'GET',
  path: '/api/v1/jobs/{id}/logs',
  summary: 'Read the log of a job',
  description: 'In the order written. While the job is live, ask again with the last cursor for what came since.',
  allows: 'read',
  counts: 'reads',
  params: jobParams,
  query: logsQuery,
  replies: { 200: logPage },
  handle: async ({ params, query, caller }, ports: { jobs: JobTable; logs: JobLog }) => {
    const { id } = await findJob(params.id, caller, ports);
    const page = await ports.logs.page(id, query);
    return ok({ lines: page.items, cursor: page.cursor });
  },
});
