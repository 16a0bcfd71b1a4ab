import type { Limits } from '#shared/ports/limits.ts';
import { slide, windowOf } from '#shared/sliding-window.ts';

export const inMemoryLimits = (): Limits => {
  const counts = new Map<string, number>();
  return {
    take: async (take, now) => {
      const window = windowOf(now, take.seconds);
      const current = (counts.get(`${take.key} ${window}`) ?? 0) + 1;
      counts.set(`${take.key} ${window}`, current);
      return slide(take, { current, previous: counts.get(`${take.key} ${window - 1}`) ?? 0 }, now);
    },
  };
};
