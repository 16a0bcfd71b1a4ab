import { answerJob } from '#shared/answer-job.ts';
import { judgeUrl } from '#shared/guard/judge-url.ts';
import { jobView } from '#shared/job.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { type AddressPorts, refuseAddress } from '#shared/refuse-address.ts';
import { refuseWebhook, type WebhookPorts } from '#shared/refuse-webhook.ts';
import { route } from '#shared/route.ts';
import { type StartPorts, startJob } from '#shared/start-job.ts';
import { type CookiePorts, mustHaveCookies } from '../must-have-cookies.ts';
import { downloadOrder } from '../order.ts';
import { refuseProxy } from '../refuse-proxy.ts';
import { downloadRequest } from '../schema.ts';

type Ports = StartPorts &
  AddressPorts &
  CookiePorts &
  WebhookPorts & {
    readonly jobs: Pick<JobTable, 'get'>;
    /** The names of its proxies. */
    readonly proxies: readonly string[];
  };

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
    refuseProxy(wishes.proxy, ports.proxies);
    await mustHaveCookies({ cookies: wishes.cookies, owner: caller.owner, now }, ports);
    await refuseAddress({ email: wishes.email, owner: caller.owner, field: 'email' }, ports);
    await refuseWebhook({ webhook: wishes.webhook, owner: caller.owner, field: 'webhook' }, ports);
    const job = await startJob(downloadOrder({ owner: caller.owner, url: href }, wishes), { now, idempotency }, ports);
    return answerJob(job, waitSeconds, ports, '/api/v1/download');
  },
});
