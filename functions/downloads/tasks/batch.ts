import { batchTable } from '#shared/aws/batch-table.ts';
import { callbacks } from '#shared/aws/callbacks.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { links } from '#shared/aws/links.ts';
import { mediaStore } from '#shared/aws/media-store.ts';
import { waiters } from '#shared/aws/waiters.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { guardRules } from '#shared/guard-rules.ts';
import { createLog } from '#shared/log.ts';
import { beginItem } from '../batch-steps/begin-item.ts';
import { countUp } from '../batch-steps/count-up.ts';
import { listItems } from '../batch-steps/list-items.ts';
import { batchStep } from '../batch-steps/schema.ts';

const table = engineTable(env('REELMILL_TABLE'));
const ports = {
  jobs: jobTable(table),
  logs: jobLog(table),
  links: links(table),
  batches: batchTable(table),
  waiters: waiters(table),
  callbacks: callbacks(),
  workflows: workflows(env('REELMILL_WORKFLOWS')),
  media: mediaStore(env('REELMILL_MEDIA_BUCKET')),
  guardRules: guardRules(),
  itemsAtOnce: env('REELMILL_ITEMS_AT_ONCE'),
  log: createLog('batch'),
};

/** What the workflow of a batch calls. */
export const handler = async (event: unknown): Promise<unknown> => {
  const step = batchStep.parse(event);
  if (step.step === 'list') return listItems(step, new Date(), ports);
  if (step.step === 'count') return countUp(step, ports);
  return beginItem(step, new Date(), ports);
};
