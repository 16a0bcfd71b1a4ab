import { callbacks } from '#shared/aws/callbacks.ts';
import { checkpoints } from '#shared/aws/checkpoints.ts';
import { cookieJars } from '#shared/aws/cookie-jars.ts';
import { cookieTable } from '#shared/aws/cookie-table.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobRecords } from '#shared/aws/job-record.ts';
import { kmsSealer } from '#shared/aws/kms-sealer.ts';
import { mediaFacts } from '#shared/aws/media-facts.ts';
import { multipartStore } from '#shared/aws/multipart-store.ts';
import { presence } from '#shared/aws/presence.ts';
import { siteTurns } from '#shared/aws/sites.ts';
import { workQueues } from '#shared/aws/work-queue.ts';
import { env } from '#shared/env.ts';
import { serve } from '#shared/serve.ts';
import { work } from './routes/work.ts';

const table = engineTable(env('REELMILL_TABLE'));
const bucket = env('REELMILL_MEDIA_BUCKET');

export const handler = serve({
  routes: [work],
  ports: {
    queueOf: workQueues(env('REELMILL_QUEUES')),
    callbacks: callbacks(),
    jobs: jobRecords(table),
    logs: jobLog(table),
    checkpoints: checkpoints(table),
    media: mediaFacts(bucket),
    multiparts: multipartStore(bucket),
    cookieJars: cookieJars(cookieTable(env('REELMILL_COOKIES_TABLE')), kmsSealer(env('REELMILL_COOKIES_KEY'))),
    presence: presence(table),
    turns: siteTurns(table, env('REELMILL_SITES')),
  },
  gate: gate('worker', table),
});
