import type { Archive, SiteItem } from '#shared/ports/archive.ts';

export const inMemoryArchive = (): Archive => {
  const jobs = new Map<string, string>();
  const keyOf = (owner: string, { site, item }: SiteItem): string => JSON.stringify([owner, site, item]);
  return {
    find: async (owner, item) => jobs.get(keyOf(owner, item)) ?? null,
    remember: async (owner, item, job) => {
      if (!jobs.has(keyOf(owner, item))) jobs.set(keyOf(owner, item), job);
    },
  };
};
