import type { SmallFiles } from '#shared/ports/small-files.ts';
import type { Bucket } from './bucket.ts';

export const inMemorySmallFiles = (bucket: Bucket): SmallFiles => ({
  read: async (key) => bucket.get(key)?.body.toString() ?? null,
});
