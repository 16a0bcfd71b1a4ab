import { checkpoints } from '#shared/aws/checkpoints.ts';
import { cookieJars } from '#shared/aws/cookie-jars.ts';
import { cookieTable } from '#shared/aws/cookie-table.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { growingObjects } from '#shared/aws/growing-objects.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { kmsSealer } from '#shared/aws/kms-sealer.ts';
import { mediaStore } from '#shared/aws/media-store.ts';
import { presence } from '#shared/aws/presence.ts';
import { siteTurns } from '#shared/aws/sites.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { politeSites } from '#shared/site/polite-sites.ts';
import { localTools } from '#shared/tools/local-tools.ts';
import { thisMachine } from '#shared/tools/machine.ts';
import { localWeb } from '#shared/tools/web.ts';
import type { RunPorts } from './run-ports.ts';
import type { PresencePorts } from './tell-presence.ts';

/** The real ports of every door. `sitePatienceMs`: how long a run waits for its turn at a site. @default 45,000 */
export const workerPorts = (scratchRoot: string, sitePatienceMs?: number): RunPorts & PresencePorts => {
  const table = engineTable(env('REELMILL_TABLE'));
  return {
    media: mediaStore(env('REELMILL_MEDIA_BUCKET')),
    growing: growingObjects(env('REELMILL_MEDIA_BUCKET')),
    tools: localTools,
    machine: thisMachine,
    presence: presence(table),
    web: localWeb,
    sites: politeSites(siteTurns(table, env('REELMILL_SITES')), sitePatienceMs),
    cookieJars: cookieJars(cookieTable(env('REELMILL_COOKIES_TABLE')), kmsSealer(env('REELMILL_COOKIES_KEY'))),
    jobs: jobTable(table),
    maker: env('REELMILL_MAKER'),
    logs: jobLog(table),
    checkpoints: checkpoints(table),
    log: createLog('worker'),
    scratchRoot,
  };
};
