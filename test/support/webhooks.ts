import { newId } from '#shared/ids.ts';
import type { Posted, WebhookDelivery, WebhookEndpoint } from '#shared/ports/webhooks.ts';
import { webhookTypes } from '#shared/ports/webhooks.ts';
import { type DeliverPorts, deliver } from '#webhooks/deliver.ts';
import { silentLog } from './call.ts';
import { inMemoryJobLog } from './fakes/job-log.ts';
import { inMemoryWebhookDeliveries, inMemoryWebhookEndpoints, inMemoryWebhookQueue } from './fakes/webhooks.ts';

export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

export const anEndpoint = (known: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
  id: newId(),
  owner: 'alice',
  url: 'https://example.com/hook',
  types: webhookTypes,
  jobs: 'all',
  enabled: true,
  createdAt: '2026-11-21T12:00:00.000Z',
  ...known,
});

export const aDelivery = (known: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  ...{ id: newId(), endpoint: newId(), owner: 'alice', url: 'https://example.com/hook' },
  ...{ type: 'job.succeeded', job: newId(), body: '{"type":"job.succeeded"}', createdAt: '2026-11-21T12:00:00.000Z' },
  ...{ state: 'pending', tried: 0, triedBefore: 0, attempts: [] },
  ...known,
});

type Sent = { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** All that delivers webhooks, in memory, with a clock that is wound on by hand. */
export const aPostOffice = () => {
  const time = { now: new Date('2026-11-21T12:00:00.000Z') };
  const answers: Posted[] = [];
  const posted: Sent[] = [];
  const ports = {
    endpoints: inMemoryWebhookEndpoints(),
    deliveries: inMemoryWebhookDeliveries(),
    queue: inMemoryWebhookQueue(),
    logs: inMemoryJobLog(),
    log: silentLog,
    post: async (url, message) => {
      posted.push({ url: url.href, ...message });
      return answers.shift() ?? { status: 204, response: '' };
    },
    clock: () => time.now,
    random: () => 0.5,
  } satisfies DeliverPorts;
  const pass = (seconds: number) => {
    time.now = new Date(time.now.getTime() + seconds * 1000);
  };
  /** Lets the next message of the queue come when it is due. */
  const next = async () => {
    const message = ports.queue.sent.shift();
    if (!message) return 'nothing';
    pass(message.seconds);
    return deliver(message.due, ports);
  };
  return { ports, time, answers, posted, pass, next };
};
