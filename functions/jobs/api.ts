import { checkpoints } from '#shared/aws/checkpoints.ts';
import { coldStorage } from '#shared/aws/cold-storage.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { links } from '#shared/aws/links.ts';
import { mediaFacts } from '#shared/aws/media-facts.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { serve } from '#shared/serve.ts';
import { deleteJob } from './routes/delete-job.ts';
import { getJob } from './routes/get-job.ts';
import { getLogs } from './routes/get-logs.ts';
import { keepFiles } from './routes/keep-files.ts';
import { listArtifacts } from './routes/list-artifacts.ts';
import { listJobs } from './routes/list-jobs.ts';
import { restoreFiles } from './routes/restore-files.ts';
import { retryJob } from './routes/retry-job.ts';
import { setRetention } from './routes/set-retention.ts';

const table = engineTable(env('REELMILL_TABLE'));
const bucket = env('REELMILL_MEDIA_BUCKET');

export const handler = serve({
  routes: [listJobs, getJob, deleteJob, getLogs, listArtifacts, retryJob, setRetention, keepFiles, restoreFiles],
  ports: {
    jobs: jobTable(table),
    logs: jobLog(table),
    checkpoints: checkpoints(table),
    links: links(table),
    media: mediaFacts(bucket),
    cold: coldStorage(bucket),
    workflows: workflows(env('REELMILL_WORKFLOWS')),
    log: createLog('jobs'),
  },
  gate: gate('jobs', table),
});
