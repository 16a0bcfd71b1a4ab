import { engineTable } from '#shared/aws/dynamo.ts';
import { mediaEraser } from '#shared/aws/erase-all.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { madeBefore } from '#shared/aws/made-before.ts';
import { mediaCopies } from '#shared/aws/media-copies.ts';
import { mediaFacts } from '#shared/aws/media-facts.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { takeOver, takeOverStep } from '../steps/take-over.ts';

const table = engineTable(env('REELMILL_TABLE'));
const bucket = env('REELMILL_MEDIA_BUCKET');
const ports = {
  jobs: jobTable(table),
  logs: jobLog(table),
  made: madeBefore(table),
  copies: mediaCopies(bucket),
  media: { ...mediaFacts(bucket), ...mediaEraser(bucket) },
  maker: env('REELMILL_MAKER'),
  log: createLog('reuse'),
  clock: () => new Date(),
};

/** What a workflow calls when an earlier job made the same. */
export const handler = (event: unknown): Promise<{ applied: boolean }> => takeOver(takeOverStep.parse(event), ports);
