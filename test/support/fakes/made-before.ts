import type { MadeBefore } from '#shared/ports/made-before.ts';

export const inMemoryMadeBefore = (): MadeBefore => {
  const jobs = new Map<string, string>();
  return {
    find: async (key) => jobs.get(key) ?? null,
    remember: async (key, job) => void jobs.set(key, job),
  };
};
