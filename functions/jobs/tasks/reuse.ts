import type { Context } from 'aws-lambda';
import { engineTable } from '#shared/aws/dynamo.ts';
import { mediaEraser } from '#shared/aws/erase-all.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { madeBefore } from '#shared/aws/made-before.ts';
import { mediaCopies } from '#shared/aws/media-copies.ts';
import { mediaFacts } from '#shared/aws/media-facts.ts';
import { env } from '#shared/env.ts';
import { EngineError } from '#shared/errors.ts';
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

/** Left for what was copied to be removed again. */
const marginMilliseconds = 180_000;

/** What a workflow calls when an earlier job made the same. */
export const handler = async (event: unknown, context: Context): Promise<{ applied: boolean }> => {
  const step = takeOverStep.parse(event);
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new EngineError('job.timed-out', 'there is more to copy than one function has time for')),
    context.getRemainingTimeInMillis() - marginMilliseconds,
  );
  try {
    return await takeOver(step, late.signal, ports);
  } finally {
    clearTimeout(timer);
  }
};
