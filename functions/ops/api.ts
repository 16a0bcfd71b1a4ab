import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { probes } from '#shared/aws/probes.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { serve } from '#shared/serve.ts';
import { getApiHealth } from './routes/get-api-health.ts';
import { getHealth } from './routes/get-health.ts';
import { getHealthz } from './routes/get-healthz.ts';
import { getLive } from './routes/get-live.ts';
import { getReady } from './routes/get-ready.ts';

export const handler = serve({
  routes: [getApiHealth, getHealth, getHealthz, getLive, getReady],
  ports: {
    probes: probes({ table: env('REELMILL_TABLE'), bucket: env('REELMILL_MEDIA_BUCKET') }),
    log: createLog('ops'),
  },
  gate: gate('ops', engineTable(env('REELMILL_TABLE'))),
});
