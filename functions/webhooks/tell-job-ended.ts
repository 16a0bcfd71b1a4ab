import * as z from 'zod';
import { idOf } from '#shared/ids.ts';
import type { Job } from '#shared/job.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import {
  type WebhookDeliveries,
  type WebhookDelivery,
  type WebhookEndpoints,
  type WebhookQueue,
  webhookTypes,
} from '#shared/ports/webhooks.ts';
import { isDefault } from './default-endpoint.ts';
import { eventBody } from './event-body.ts';
import { findDefault } from './find-endpoint.ts';
import { whomToTell } from './whom-to-tell.ts';

/** What the bus says when a job has ended; everything else is read from its record. */
export const jobEnded = z.object({
  'detail-type': z.enum(webhookTypes),
  detail: z.object({ id: z.uuidv7(), attempt: z.int().positive() }),
});

export type TellPorts = {
  readonly jobs: Pick<JobTable, 'get'>;
  readonly endpoints: WebhookEndpoints;
  readonly deliveries: Pick<WebhookDeliveries, 'create'>;
  readonly queue: WebhookQueue;
};

type End = { readonly job: Job; readonly type: (typeof webhookTypes)[number]; readonly now: Date };

const deliveryOf = ({ job, type, now }: End, endpoint: string, url: string): WebhookDelivery => ({
  id: idOf(new Date(job.endedAt ?? job.createdAt), [endpoint, url, job.id, job.attempt, type].join('\n')),
  ...{ endpoint, owner: job.owner, url, type, job: job.id },
  body: eventBody(type, job),
  createdAt: now.toISOString(),
  ...{ state: 'pending', tried: 0, triedBefore: 0, attempts: [] },
});

/** Of a part of something the whole tells, and who asks what a site says waits for the answer. */
const isNews = ({ parent, kind }: Job): boolean => !parent && kind !== 'look';

/**
 * Begins a delivery for each who is to be told. Events come twice and this dies halfway: a delivery is written once, and
 * begun again as long as nobody has tried it.
 */
export const tellJobEnded = async (event: unknown, now: Date, ports: TellPorts): Promise<number> => {
  const { 'detail-type': type, detail } = jobEnded.parse(event);
  const job = await ports.jobs.get(detail.id);
  if (job?.attempt !== detail.attempt || !isNews(job)) return 0;
  const told = whomToTell(job, type, await ports.endpoints.list(job.owner));
  for (const { endpoint, url } of told) {
    if (isDefault(endpoint)) await findDefault(job.owner, now, ports);
    const { id, tried } = await ports.deliveries.create(deliveryOf({ job, type, now }, endpoint, url));
    if (tried === 0) await ports.queue.send({ endpoint, delivery: id, tried }, 0);
  }
  return told.length;
};
