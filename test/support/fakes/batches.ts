import { childId } from '#shared/child-id.ts';
import type { JobState } from '#shared/job.ts';
import type { Batches, BatchItem, Waiters } from '#shared/ports/batches.ts';
import type { JobTable } from '#shared/ports/jobs.ts';

/** Children are those of the job table that is given. */
export const inMemoryBatches = ({ get, list }: Pick<JobTable, 'get' | 'list'>): Batches => {
  const kept = new Map<string, readonly BatchItem[]>();
  return {
    keep: async (batch, items) => void kept.set(batch, structuredClone(items)),
    items: async (batch, { from, to }) =>
      structuredClone((kept.get(batch) ?? []).filter(({ index }) => index >= from && index <= to)),
    children: (batch, { from, to }) =>
      Promise.all(Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => get(childId(batch, from + at)))),
    counts: async (batch) => {
      const { items } = await list({ limit: 10_000 });
      const counts: Partial<Record<JobState, number>> = {};
      for (const { state } of items.filter(({ parent }) => parent?.id === batch))
        counts[state] = (counts[state] ?? 0) + 1;
      return counts;
    },
  };
};

export const inMemoryWaiters = (): Waiters => {
  const tokens = new Map<string, string>();
  return {
    keep: async (job, token) => void tokens.set(job, token),
    find: async (jobs) => jobs.map((job) => tokens.get(job) ?? null),
    forget: async (job, token) => {
      if (tokens.get(job) === token) tokens.delete(job);
    },
  };
};
