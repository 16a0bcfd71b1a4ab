import type * as z from 'zod';
import { sealCursor } from '#shared/cursor.ts';
import { type Job, viewJob } from '#shared/job.ts';
import type { Batches, BatchItem } from '#shared/ports/batches.ts';
import { countItems, noItems, percentOver } from './batch-counts.ts';
import type { batchView, ItemView } from './batch-schema.ts';

/** Where a page begins, from 1, and how many items are on it. */
export type Page = { readonly from: number; readonly limit: number };

const viewItem = ({ index, url, title, refused }: BatchItem, child: Job | null | undefined): ItemView => ({
  index,
  url,
  title: title ?? null,
  refused: refused ? { code: refused.code, message: refused.message } : null,
  job: child ? viewJob(child) : null,
});

/** A batch as it now is, with one page of its items. */
export const viewBatch = async (
  job: Job,
  { from, limit }: Page,
  { batches }: { readonly batches: Batches },
): Promise<z.input<typeof batchView>> => {
  const total = job.batch?.items ?? 0;
  const places = { from, to: Math.min(total, from + limit - 1) };
  const [items, children, states] = await Promise.all([
    batches.items(job.id, places),
    batches.children(job.id, places),
    batches.counts(job.id),
  ]);
  const counts = job.batch ? countItems(job.batch, states) : noItems;
  return {
    job: viewJob(job),
    counts,
    percent: percentOver(counts),
    items: items.map((item) => viewItem(item, children[item.index - from])),
    cursor: places.to < total ? sealCursor(places.to + 1, { batch: job.id }) : null,
  };
};
