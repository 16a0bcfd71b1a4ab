import type { Counters } from '#shared/ports/counters.ts';
import type { StorageRecord } from '#shared/ports/storage.ts';
import type { ClosedSites } from '#shared/ports/turns.ts';
import type { QueueSize } from '#shared/ports/work-queue.ts';
import { type Labels, readSeries } from '#shared/series.ts';

export type FigurePorts = {
  readonly counters: Pick<Counters, 'read'>;
  readonly queue: QueueSize;
  readonly storage: Pick<StorageRecord, 'read'>;
  readonly sites: ClosedSites;
};

export type Sum = { readonly labels: Labels; readonly value: number };

/** Sums by the names of their series. */
export type Sums = ReadonlyMap<string, readonly Sum[]>;

export const byName = (sums: ReadonlyMap<string, number>): Sums => {
  const all = [...sums].map(([word, value]) => ({ ...readSeries(word), value }));
  return Map.groupBy(all, ({ name }) => name);
};

/** How many jobs there are of each kind in each state; one that is told of late may be missed for a moment. */
export const jobsNow = (sums: Sums): Sum[] =>
  (sums.get('jobs_now') ?? []).map(({ labels, value }) => ({ labels, value: Math.max(0, value) }));

export const totalOf = (sums: readonly Sum[], has: Labels = {}): number =>
  sums
    .filter(({ labels }) => Object.entries(has).every(([name, value]) => labels[name] === value))
    .reduce((total, { value }) => total + value, 0);

export const readFigures = async ({ counters, queue, storage, sites }: FigurePorts) => {
  const [sums, size, stored, closed] = await Promise.all([
    counters.read(),
    queue.size(),
    storage.read(),
    sites.closed(),
  ]);
  return { sums: byName(sums), queue: size, stored, closed };
};
export type Figures = Awaited<ReturnType<typeof readFigures>>;
