import { findJob } from '#shared/find-job.ts';
import { jobParams, logPage, logsQuery } from '#shared/job-queries.ts';
import type { JobLog, JobTable } from '#shared/ports/jobs.ts';
import { ok, route } from '#shared/route.ts';

export const getDownloadLogs = route({
  method: 'GET',
  path: '/api/v1/download/{id}/logs',
  summary: 'Read the log of a download',
  description: 'In the order written. While it is live, ask again with the last cursor for what came since.',
  allows: 'read',
  counts: 'reads',
  params: jobParams,
  query: logsQuery,
  replies: { 200: logPage },
  handle: async ({ params, query, caller }, ports: { jobs: JobTable; logs: JobLog }) => {
    const { id } = await findJob(params.id, caller, ports, { kind: 'download' });
    const { items, cursor } = await ports.logs.page(id, query);
    return ok({ lines: items, cursor });
  },
});
