import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { kmsSealer } from '#shared/aws/kms-sealer.ts';
import { webhookDeliveries } from '#shared/aws/webhook-deliveries.ts';
import { webhookEndpoints } from '#shared/aws/webhook-endpoints.ts';
import { webhookQueue } from '#shared/aws/webhook-queue.ts';
import { env } from '#shared/env.ts';
import { guardRules } from '#shared/guard-rules.ts';
import { serve } from '#shared/serve.ts';
import { createEndpoint } from './routes/create-endpoint.ts';
import { deleteEndpoint } from './routes/delete-endpoint.ts';
import { getEndpoint } from './routes/get-endpoint.ts';
import { getSecret } from './routes/get-secret.ts';
import { listDeliveries } from './routes/list-deliveries.ts';
import { listEndpoints } from './routes/list-endpoints.ts';
import { replayDelivery } from './routes/replay-delivery.ts';
import { rotateSecret } from './routes/rotate-secret.ts';
import { sendTest } from './routes/send-test.ts';
import { updateEndpoint } from './routes/update-endpoint.ts';

const table = engineTable(env('REELMILL_TABLE'));
const endpointRoutes = [createEndpoint, listEndpoints, getEndpoint, updateEndpoint, deleteEndpoint] as const;

export const handler = serve({
  routes: [...endpointRoutes, rotateSecret, getSecret, sendTest, listDeliveries, replayDelivery],
  ports: {
    endpoints: webhookEndpoints(table, kmsSealer(env('REELMILL_WEBHOOK_KEY'))),
    deliveries: webhookDeliveries(table),
    queue: webhookQueue(env('REELMILL_WEBHOOK_QUEUE_URL')),
    guardRules: guardRules(),
  },
  gate: gate('webhooks', table),
});
