import { batchTable } from '#shared/aws/batch-table.ts';
import { cookieTable } from '#shared/aws/cookie-table.ts';
import { directory } from '#shared/aws/directory.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { foundCookies } from '#shared/aws/kept-cookies.ts';
import { links } from '#shared/aws/links.ts';
import { madeBefore } from '#shared/aws/made-before.ts';
import { mailLedger } from '#shared/aws/mail-ledger.ts';
import { smallFiles } from '#shared/aws/small-files.ts';
import { webhookOwners } from '#shared/aws/webhook-owners.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { guardRules } from '#shared/guard-rules.ts';
import { createLog } from '#shared/log.ts';
import { parseAllowed } from '#shared/may-mail.ts';
import { serve } from '#shared/serve.ts';
import { batchDownload } from './routes/batch-download.ts';
import { channelDownload } from './routes/channel-download.ts';
import { deleteBatch } from './routes/delete-batch.ts';
import { deleteDownload } from './routes/delete-download.ts';
import { getBatch } from './routes/get-batch.ts';
import { getChannel } from './routes/get-channel.ts';
import { getDownload } from './routes/get-download.ts';
import { getDownloadLogs } from './routes/get-download-logs.ts';
import { getFormats } from './routes/get-formats.ts';
import { getMetadata } from './routes/get-metadata.ts';
import { playlistDownload } from './routes/playlist-download.ts';
import { previewPlaylist } from './routes/preview-playlist.ts';
import { retryBatch } from './routes/retry-batch.ts';
import { startDownload } from './routes/start-download.ts';
import { youtubeInfo } from './routes/youtube-info.ts';
import { youtubeMp3 } from './routes/youtube-mp3.ts';
import { youtubeMp4 } from './routes/youtube-mp4.ts';

const table = engineTable(env('REELMILL_TABLE'));

export const handler = serve({
  routes: [
    startDownload, getDownload, deleteDownload, getDownloadLogs,
    playlistDownload, channelDownload, batchDownload, getBatch, deleteBatch, retryBatch,
    getFormats, getMetadata, previewPlaylist, getChannel,
    youtubeInfo, youtubeMp3, youtubeMp4,
  ], // biome-ignore format: a line for each subject
  ports: {
    jobs: jobTable(table),
    logs: jobLog(table),
    links: links(table),
    batches: batchTable(table),
    made: madeBefore(table),
    files: smallFiles(env('REELMILL_MEDIA_BUCKET')),
    directory: directory(env('REELMILL_USER_POOL')),
    ledger: mailLedger(table),
    mailAllowed: parseAllowed(env('REELMILL_MAIL_ALLOWED')),
    workflows: workflows(env('REELMILL_WORKFLOWS')),
    webhooks: webhookOwners(table),
    keptCookies: foundCookies(cookieTable(env('REELMILL_COOKIES_TABLE'))),
    guardRules: guardRules(),
    looks: env('REELMILL_LOOKS'),
    proxies: Object.keys(env('REELMILL_PROXIES')),
    log: createLog('downloads'),
  },
  gate: gate('downloads', table),
});
