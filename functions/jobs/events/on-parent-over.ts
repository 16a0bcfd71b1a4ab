import { batchTable } from '#shared/aws/batch-table.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { links } from '#shared/aws/links.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { followParent } from '../follow-parent.ts';

const table = engineTable(env('REELMILL_TABLE'));
const ports = {
  jobs: jobTable(table),
  logs: jobLog(table),
  links: links(table),
  batches: batchTable(table),
  workflows: workflows(env('REELMILL_WORKFLOWS')),
  log: createLog('parent-over'),
};

export const handler = (event: unknown): Promise<void> => followParent(event, new Date(), ports);
