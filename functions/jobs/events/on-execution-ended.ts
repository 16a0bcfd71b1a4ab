import { engineTable } from '#shared/aws/dynamo.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { env } from '#shared/env.ts';
import { closeDeadJob } from '../close-dead-job.ts';

const ports = { jobs: jobTable(engineTable(env('REELMILL_TABLE'))) };

export const handler = (event: unknown): Promise<void> => closeDeadJob(event, new Date(), ports);
