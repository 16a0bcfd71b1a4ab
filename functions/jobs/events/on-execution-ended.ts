import { engineTable } from '#shared/aws/dynamo.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { closeDeadJob } from '../close-dead-job.ts';

const table = engineTable(env('REELMILL_TABLE'));
const ports = { jobs: jobTable(table), logs: jobLog(table), log: createLog('execution-ended') };

export const handler = (event: unknown): Promise<void> => closeDeadJob(event, new Date(), ports);
