import { directory } from '#shared/aws/directory.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { links } from '#shared/aws/links.ts';
import { mailLedger } from '#shared/aws/mail-ledger.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { guardRules } from '#shared/guard-rules.ts';
import { createLog } from '#shared/log.ts';
import { parseAllowed } from '#shared/may-mail.ts';
import { serve } from '#shared/serve.ts';
import { deleteDownload } from './routes/delete-download.ts';
import { getDownload } from './routes/get-download.ts';
import { getDownloadLogs } from './routes/get-download-logs.ts';
import { startDownload } from './routes/start-download.ts';

const table = engineTable(env('REELMILL_TABLE'));

export const handler = serve({
  routes: [startDownload, getDownload, deleteDownload, getDownloadLogs],
  ports: {
    jobs: jobTable(table),
    logs: jobLog(table),
    links: links(table),
    directory: directory(env('REELMILL_USER_POOL')),
    ledger: mailLedger(table),
    mailAllowed: parseAllowed(env('REELMILL_MAIL_ALLOWED')),
    workflows: workflows(env('REELMILL_WORKFLOWS')),
    guardRules: guardRules(),
    proxies: Object.keys(env('REELMILL_PROXIES')),
    log: createLog('downloads'),
  },
  gate: gate('downloads', table),
});
