import { engineTable } from '#shared/aws/dynamo.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { reconcile } from '../reconcile.ts';

const table = engineTable(env('REELMILL_TABLE'));
const ports = {
  jobs: jobTable(table),
  logs: jobLog(table),
  log: createLog('reconcile'),
  workflows: workflows(env('REELMILL_WORKFLOWS')),
};

export const handler = (): Promise<{ restarted: number }> => reconcile(new Date(), ports);
