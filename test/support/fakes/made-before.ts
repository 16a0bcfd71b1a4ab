import type { MadeBefore } from '#shared/ports/made-before.ts';

export const inMemoryMadeBefore = (): MadeBefore & { readonly keys: () => string[] } => {
  const jobs = new Map<string, string>();
  return {
    keys: () => [...jobs.keys()],
    find: async (key) => jobs.get(key) ?? null,
    remember: async (key, job) => void jobs.set(key, job),
  };
};
