import type { Checkpoints } from '#shared/ports/jobs.ts';

export const inMemoryCheckpoints = (): Checkpoints => {
  const results = new Map<string, unknown>();
  const starts = new Map<string, number>();
  return {
    get: async (job, step) => structuredClone(results.get(`${job} ${step}`)),
    put: async (job, step, result) => {
      results.set(`${job} ${step}`, structuredClone(result));
    },
    start: async (job, attempt, step) => {
      const name = `${job} ${attempt} ${step}`;
      starts.set(name, (starts.get(name) ?? 0) + 1);
      return starts.get(name) ?? 1;
    },
    clear: async (job) => {
      for (const kept of [results, starts])
        for (const name of [...kept.keys()].filter((key) => key.startsWith(`${job} `))) kept.delete(name);
    },
  };
};
