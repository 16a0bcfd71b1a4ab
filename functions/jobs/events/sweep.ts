import { batchTable } from '#shared/aws/batch-table.ts';
import { callbacks } from '#shared/aws/callbacks.ts';
import { checkpoints } from '#shared/aws/checkpoints.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { links } from '#shared/aws/links.ts';
import { mediaStore } from '#shared/aws/media-store.ts';
import { waiters } from '#shared/aws/waiters.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { sweep } from '../sweep.ts';

const table = engineTable(env('REELMILL_TABLE'));
const ports = {
  jobs: jobTable(table),
  logs: jobLog(table),
  links: links(table),
  checkpoints: checkpoints(table),
  batches: batchTable(table),
  waiters: waiters(table),
  callbacks: callbacks(),
  media: mediaStore(env('REELMILL_MEDIA_BUCKET')),
  workflows: workflows(env('REELMILL_WORKFLOWS')),
  log: createLog('sweep'),
};

export const handler = (): Promise<{ settled: number; failed: number }> => sweep(new Date(), ports);
