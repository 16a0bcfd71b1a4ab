import { engineTable } from '#shared/aws/dynamo.ts';
import { jobRecords } from '#shared/aws/job-record.ts';
import { kmsSealer } from '#shared/aws/kms-sealer.ts';
import { webhookDeliveries } from '#shared/aws/webhook-deliveries.ts';
import { webhookEndpoints } from '#shared/aws/webhook-endpoints.ts';
import { webhookQueue } from '#shared/aws/webhook-queue.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { tellJobEnded } from '../tell-job-ended.ts';

const table = engineTable(env('REELMILL_TABLE'));
const log = createLog('webhooks');
const ports = {
  jobs: jobRecords(table),
  endpoints: webhookEndpoints(table, kmsSealer(env('REELMILL_WEBHOOK_KEY'))),
  deliveries: webhookDeliveries(table),
  queue: webhookQueue(env('REELMILL_WEBHOOK_QUEUE_URL')),
};

export const handler = async (event: unknown): Promise<void> => {
  log.info('told webhooks how a job ended', { told: await tellJobEnded(event, new Date(), ports) });
};
