import type { MediaCopies } from '#shared/ports/media-copies.ts';
import type { Bucket } from './bucket.ts';

export const inMemoryMediaCopies = (bucket: Bucket = new Map()): MediaCopies => ({
  copyAll: async (from, to, before = async () => {}) => {
    const found = [...bucket].filter(([key]) => key.startsWith(from));
    for (const [key, held] of found) {
      await before();
      bucket.set(to + key.slice(from.length), held);
    }
    return found.length;
  },
});
