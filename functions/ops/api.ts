import { counters } from '#shared/aws/counters.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { presence } from '#shared/aws/presence.ts';
import { probes } from '#shared/aws/probes.ts';
import { queueSize } from '#shared/aws/queue-size.ts';
import { siteTurns } from '#shared/aws/sites.ts';
import { storageRecord } from '#shared/aws/storage-record.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { serve } from '#shared/serve.ts';
import { getApiHealth } from './routes/get-api-health.ts';
import { getHealth } from './routes/get-health.ts';
import { getHealthz } from './routes/get-healthz.ts';
import { getLive } from './routes/get-live.ts';
import { getMetrics } from './routes/get-metrics.ts';
import { getReady } from './routes/get-ready.ts';
import { getStats } from './routes/get-stats.ts';

const table = engineTable(env('REELMILL_TABLE'));

export const handler = serve({
  routes: [getApiHealth, getHealth, getHealthz, getLive, getMetrics, getReady, getStats],
  ports: {
    probes: probes({ table: env('REELMILL_TABLE'), bucket: env('REELMILL_MEDIA_BUCKET') }),
    queue: queueSize(Object.values(env('REELMILL_QUEUES'))),
    counters: counters(table),
    storage: storageRecord(table),
    sites: siteTurns(table, {}),
    presence: presence(table),
    log: createLog('ops'),
  },
  gate: gate('ops', table),
});
