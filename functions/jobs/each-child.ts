import type { Job } from '#shared/job.ts';
import type { Batches } from '#shared/ports/batches.ts';

/** As many records as are read and seen to at once. */
const some = 100;

/** The children of a job that have begun, in their order. */
export async function* eachChildren(
  { id, batch }: Pick<Job, 'id' | 'batch'>,
  { children }: Pick<Batches, 'children'>,
): AsyncGenerator<Job[]> {
  const items = batch?.items ?? 0;
  for (let from = 1; from <= items; from += some) {
    const found = await children(id, { from, to: Math.min(items, from + some - 1) });
    yield found.filter((child) => child !== null);
  }
}
