import { engineTable } from '#shared/aws/dynamo.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { reconcile } from '../reconcile.ts';

const ports = {
  jobs: jobTable(engineTable(env('REELMILL_TABLE'))),
  workflows: workflows(env('REELMILL_WORKFLOWS')),
};

export const handler = (): Promise<{ restarted: number }> => reconcile(new Date(), ports);
