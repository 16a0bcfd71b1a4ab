import { batchTable } from '#shared/aws/batch-table.ts';
import { callbacks } from '#shared/aws/callbacks.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { jobRecords } from '#shared/aws/job-record.ts';
import { waiters } from '#shared/aws/waiters.ts';
import { env } from '#shared/env.ts';
import { tellParent } from '../tell-parent.ts';

const table = engineTable(env('REELMILL_TABLE'));
const ports = {
  jobs: jobRecords(table),
  batches: batchTable(table),
  waiters: waiters(table),
  callbacks: callbacks(),
};

export const handler = (event: unknown): Promise<void> => tellParent(event, new Date(), ports);
