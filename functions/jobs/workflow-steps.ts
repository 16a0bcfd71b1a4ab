import { engineTable } from '#shared/aws/dynamo.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { markJob } from './steps/mark-job.ts';
import { jobStep } from './steps/schema.ts';

const table = engineTable(env('REELMILL_TABLE'));
const ports = { jobs: jobTable(table), logs: jobLog(table), log: createLog('workflow-steps') };

/** What every workflow calls at its beginning and its end. */
export const handler = (event: unknown): Promise<{ applied: boolean }> =>
  markJob(jobStep.parse(event), new Date(), ports);
