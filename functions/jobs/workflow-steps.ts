import { engineTable } from '#shared/aws/dynamo.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { markJob } from './steps/mark-job.ts';
import { jobStep } from './steps/schema.ts';

const ports = { jobs: jobTable(engineTable(env('REELMILL_TABLE'))), log: createLog('workflow-steps') };

/** What every workflow calls at its beginning and its end. */
export const handler = (event: unknown): Promise<{ applied: boolean }> =>
  markJob(jobStep.parse(event), new Date(), ports);
