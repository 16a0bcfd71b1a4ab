import type { Inventory, StorageFigures, StorageRecord } from '#shared/ports/storage.ts';
import type { Bucket } from './bucket.ts';

export const inMemoryInventory = (bucket: Bucket): Inventory => ({
  async *each(prefix) {
    for (const [key, { body }] of bucket) if (key.startsWith(prefix)) yield { key, bytes: body.length };
  },
});

export const inMemoryStorageRecord = (): StorageRecord => {
  let last: StorageFigures | null = null;
  return {
    write: async (figures) => {
      last = figures;
    },
    read: async () => last,
  };
};
