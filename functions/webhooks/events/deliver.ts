import * as z from 'zod';
import { engineTable } from '#shared/aws/dynamo.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { kmsSealer } from '#shared/aws/kms-sealer.ts';
import { webhookDeliveries } from '#shared/aws/webhook-deliveries.ts';
import { webhookEndpoints } from '#shared/aws/webhook-endpoints.ts';
import { webhookQueue } from '#shared/aws/webhook-queue.ts';
import { env } from '#shared/env.ts';
import { guardRules } from '#shared/guard-rules.ts';
import { createLog } from '#shared/log.ts';
import { postThroughGuard } from '#shared/tools/post-webhook.ts';
import { deliver } from '../deliver.ts';

const table = engineTable(env('REELMILL_TABLE'));
const log = createLog('webhooks');
const ports = {
  log,
  logs: jobLog(table),
  endpoints: webhookEndpoints(table, kmsSealer(env('REELMILL_WEBHOOK_KEY'))),
  deliveries: webhookDeliveries(table),
  queue: webhookQueue(env('REELMILL_WEBHOOK_QUEUE_URL')),
  post: postThroughGuard({ rules: guardRules() }),
  clock: () => new Date(),
  random: Math.random,
};

const messages = z.object({ Records: z.array(z.object({ body: z.string() })).length(1) });
const dueTry = z.strictObject({ endpoint: z.string(), delivery: z.uuid(), tried: z.int().nonnegative() });

/** One message a call: a slow receiver holds up nobody else. */
export const handler = async (event: unknown): Promise<void> => {
  const [{ body }] = messages.parse(event).Records as [{ body: string }];
  const due = dueTry.parse(JSON.parse(body));
  const delivered = await deliver(due, ports);
  log.info('tried a webhook', { delivery: due.delivery, tried: due.tried, delivered });
};
