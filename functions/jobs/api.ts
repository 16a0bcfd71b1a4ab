import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { links } from '#shared/aws/links.ts';
import { mediaStore } from '#shared/aws/media-store.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { serve } from '#shared/serve.ts';
import { deleteJob } from './routes/delete-job.ts';
import { getJob } from './routes/get-job.ts';
import { getLogs } from './routes/get-logs.ts';
import { keepFiles } from './routes/keep-files.ts';
import { listArtifacts } from './routes/list-artifacts.ts';
import { listJobs } from './routes/list-jobs.ts';
import { retryJob } from './routes/retry-job.ts';
import { setRetention } from './routes/set-retention.ts';

const table = engineTable(env('REELMILL_TABLE'));

export const handler = serve({
  routes: [listJobs, getJob, deleteJob, getLogs, listArtifacts, retryJob, setRetention, keepFiles],
  ports: {
    jobs: jobTable(table),
    logs: jobLog(table),
    links: links(table),
    media: mediaStore(env('REELMILL_MEDIA_BUCKET')),
    workflows: workflows(env('REELMILL_WORKFLOWS')),
  },
  gate: gate('jobs', table),
});
