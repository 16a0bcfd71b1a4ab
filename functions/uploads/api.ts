import { coldStorage } from '#shared/aws/cold-storage.ts';
import { directory } from '#shared/aws/directory.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { mediaEraser } from '#shared/aws/erase-all.ts';
import { gate } from '#shared/aws/gate.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { mailLedger } from '#shared/aws/mail-ledger.ts';
import { mediaFacts } from '#shared/aws/media-facts.ts';
import { multipartStore } from '#shared/aws/multipart-store.ts';
import { partSums } from '#shared/aws/part-sums.ts';
import { uploadTable } from '#shared/aws/upload-table.ts';
import { webhookOwners } from '#shared/aws/webhook-owners.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { guardRules } from '#shared/guard-rules.ts';
import { createLog } from '#shared/log.ts';
import { parseAllowed } from '#shared/may-mail.ts';
import { serve } from '#shared/serve.ts';
import { completeUpload } from './routes/complete-upload.ts';
import { deleteUpload } from './routes/delete-upload.ts';
import { getParts } from './routes/get-parts.ts';
import { getUpload } from './routes/get-upload.ts';
import { listUploads } from './routes/list-uploads.ts';
import { restoreUpload } from './routes/restore-upload.ts';
import { signCheckedParts } from './routes/sign-checked-parts.ts';
import { startUpload } from './routes/start-upload.ts';

const table = engineTable(env('REELMILL_TABLE'));
const bucket = env('REELMILL_MEDIA_BUCKET');

export const handler = serve({
  routes: [
    startUpload,
    listUploads,
    getUpload,
    getParts,
    signCheckedParts,
    completeUpload,
    restoreUpload,
    deleteUpload,
  ],
  ports: {
    uploads: uploadTable(table),
    sums: partSums(table),
    multiparts: multipartStore(bucket),
    media: { ...mediaFacts(bucket), ...mediaEraser(bucket) },
    cold: coldStorage(bucket),
    jobs: jobTable(table),
    logs: jobLog(table),
    directory: directory(env('REELMILL_USER_POOL')),
    ledger: mailLedger(table),
    mailAllowed: parseAllowed(env('REELMILL_MAIL_ALLOWED')),
    webhooks: webhookOwners(table),
    guardRules: guardRules(),
    workflows: workflows(env('REELMILL_WORKFLOWS')),
    log: createLog('uploads'),
    maxUploadBytes: env('REELMILL_MAX_UPLOAD_BYTES'),
  },
  gate: gate('uploads', table),
});
