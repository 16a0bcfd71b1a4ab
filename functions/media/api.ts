import { directory } from '#shared/aws/directory.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { mailLedger } from '#shared/aws/mail-ledger.ts';
import { mediaFacts } from '#shared/aws/media-facts.ts';
import { uploadTable } from '#shared/aws/upload-table.ts';
import { webhookOwners } from '#shared/aws/webhook-owners.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { guardRules } from '#shared/guard-rules.ts';
import { createLog } from '#shared/log.ts';
import { parseAllowed } from '#shared/may-mail.ts';
import { serve } from '#shared/serve.ts';
import { listPresets } from './routes/list-presets.ts';
import { startTranscode } from './routes/start-transcode.ts';

const table = engineTable(env('REELMILL_TABLE'));

export const handler = serve({
  routes: [startTranscode, listPresets],
  ports: {
    jobs: jobTable(table),
    logs: jobLog(table),
    uploads: uploadTable(table),
    media: mediaFacts(env('REELMILL_MEDIA_BUCKET')),
    directory: directory(env('REELMILL_USER_POOL')),
    ledger: mailLedger(table),
    mailAllowed: parseAllowed(env('REELMILL_MAIL_ALLOWED')),
    webhooks: webhookOwners(table),
    guardRules: guardRules(),
    workflows: workflows(env('REELMILL_WORKFLOWS')),
    log: createLog('media'),
  },
  gate: gate('media', table),
});
