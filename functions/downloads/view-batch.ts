import type * as z from 'zod';
import { sealCursor } from '#shared/cursor.ts';
import { type Job, viewJob } from '#shared/job.ts';
import type { Batches, BatchItem, Places } from '#shared/ports/batches.ts';
import { countItems, noItems, percentOver } from './batch-counts.ts';
import type { batchView, ItemState, ItemView } from './batch-schema.ts';

/** Where a page begins, from 1, how many items are on it, and in which states they are if not in any. */
export type Page = {
  readonly from: number;
  readonly limit: number;
  readonly states?: readonly ItemState[] | undefined;
};

/** So many items are looked through at once, and for one page, when only some states are asked for. */
const readAtOnce = 100;
const mostLookedThrough = 1000;

type Ports = { readonly batches: Batches };

const viewItem = ({ index, url, title, refused }: BatchItem, child: Job | null | undefined): ItemView => ({
  index,
  url,
  title: title ?? null,
  refused: refused ? { code: refused.code, message: refused.message } : null,
  job: child ? viewJob(child) : null,
});

const stateOf = ({ refused, job }: ItemView): ItemState => (refused ? 'refused' : (job?.state ?? 'not-begun'));

const readItems = async (batch: string, places: Places, { batches }: Ports): Promise<ItemView[]> => {
  const [items, children] = await Promise.all([batches.items(batch, places), batches.children(batch, places)]);
  return items.map((item) => viewItem(item, children[item.index - places.from]));
};

type ShownItems = { readonly items: ItemView[]; readonly next: number };

const readPage = async (batch: string, total: number, page: Page, ports: Ports): Promise<ShownItems> => {
  const { from, limit, states } = page;
  const end = Math.min(total, from + (states ? mostLookedThrough : limit) - 1);
  const found: ItemView[] = [];
  let next = from;
  while (next <= end && found.length < limit) {
    const places = { from: next, to: Math.min(end, next + readAtOnce - 1) };
    found.push(...(await readItems(batch, places, ports)).filter((item) => !states || states.includes(stateOf(item))));
    next = places.to + 1;
  }
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.index ?? 0) + 1 : next };
};

/** A batch as it now is, with one page of its items. */
export const viewBatch = async (job: Job, page: Page, ports: Ports): Promise<z.input<typeof batchView>> => {
  const total = job.batch?.items ?? 0;
  const [{ items, next }, states] = await Promise.all([
    readPage(job.id, total, page, ports),
    ports.batches.counts(job.id),
  ]);
  const counts = job.batch ? countItems(job.batch, states) : noItems;
  return {
    job: viewJob(job),
    counts,
    percent: percentOver(counts),
    items,
    cursor: next <= total ? sealCursor(next, { batch: job.id }) : null,
  };
};
