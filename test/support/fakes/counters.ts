import type { Counters } from '#shared/ports/counters.ts';

export const inMemoryCounters = (): Counters => {
  const sums = new Map<string, number>();
  const counted = new Set<string>();
  const add: Counters['add'] = async (more) => {
    for (const [word, value] of Object.entries(more)) sums.set(word, (sums.get(word) ?? 0) + value);
  };
  return {
    add,
    addOnce: async (event, more) => {
      if (counted.has(event)) return;
      counted.add(event);
      await add(more);
    },
    read: async () => new Map(sums),
  };
};
