import { archive } from '#shared/aws/archive.ts';
import { checkpoints } from '#shared/aws/checkpoints.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { madeBefore } from '#shared/aws/made-before.ts';
import { mediaFacts } from '#shared/aws/media-facts.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { markJob } from '../steps/mark-job.ts';
import { jobStep } from '../steps/schema.ts';

const table = engineTable(env('REELMILL_TABLE'));
const ports = {
  jobs: jobTable(table),
  logs: jobLog(table),
  checkpoints: checkpoints(table),
  made: madeBefore(table),
  archive: archive(table),
  media: mediaFacts(env('REELMILL_MEDIA_BUCKET')),
  maker: env('REELMILL_MAKER'),
  log: createLog('mark'),
};

/** What every workflow calls at its beginning and its end. */
export const handler = (event: unknown): ReturnType<typeof markJob> => markJob(jobStep.parse(event), new Date(), ports);
