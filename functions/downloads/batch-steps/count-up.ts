import { EngineError } from '#shared/errors.ts';
import type { JobState } from '#shared/job.ts';
import type { Outcome } from '#shared/life-cycle.ts';
import type { Batches } from '#shared/ports/batches.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { countItems, endOf } from '../batch-counts.ts';
import type { Step } from './schema.ts';

export type CountPorts = {
  readonly jobs: Pick<JobTable, 'get'>;
  readonly batches: Pick<Batches, 'children'>;
};

/** As many records as are read at once. */
const some = 500;

/** What came of the batch, by its children as they are now. */
export const countUp = async ({ job }: Step<'count'>, { jobs, batches }: CountPorts): Promise<Outcome> => {
  const { batch } = (await jobs.get(job)) ?? {};
  if (!batch) throw new EngineError('internal', 'a batch has ended without its items');
  const states: Partial<Record<JobState, number>> = {};
  for (let from = 1; from <= batch.items; from += some)
    for (const child of await batches.children(job, { from, to: Math.min(batch.items, from + some - 1) }))
      if (child) states[child.state] = (states[child.state] ?? 0) + 1;
  const end = endOf(countItems(batch, states));
  if ('error' in end) throw new EngineError('batch.all-failed', end.error.message);
  return { artifacts: [], notes: end.notes };
};
