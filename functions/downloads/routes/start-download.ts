import { answerJob } from '#shared/answer-job.ts';
import { judgeUrl } from '#shared/guard/judge-url.ts';
import { jobView } from '#shared/job.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { route } from '#shared/route.ts';
import { startJob } from '#shared/start-job.ts';
import { checkWishes } from '../check-wishes.ts';
import { downloadOrder } from '../order.ts';
import { downloadRequest } from '../schema.ts';
import type { ListPorts } from '../start-list.ts';

type Ports = ListPorts & { readonly jobs: Pick<JobTable, 'get'> };

export const startDownload = route({
  method: 'POST',
  path: '/api/v1/download',
  summary: 'Fetch what an address shows',
  description:
    'One video or sound, from a page or from its own address. `then` makes something else of it in the same job. ' +
    'The files are kept for an hour unless `retentionSeconds` says otherwise.',
  allows: 'write',
  body: downloadRequest,
  repeatable: true,
  waits: true,
  replies: { 200: jobView, 202: jobView },
  handle: async ({ body: { url, ...wishes }, caller, now, idempotency, waitSeconds }, ports: Ports) => {
    const { href } = judgeUrl(url, ports.guardRules);
    await checkWishes(wishes, { caller, now }, ports);
    const job = await startJob(downloadOrder({ owner: caller.owner, url: href }, wishes), { now, idempotency }, ports);
    return answerJob(job, waitSeconds, ports, '/api/v1/download');
  },
});
