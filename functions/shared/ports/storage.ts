export type StoredObject = { readonly key: string; readonly bytes: number };

/** Every object there is under a prefix, a thousand a question. */
export type Inventory = { readonly each: (prefix: string) => AsyncIterable<StoredObject> };

export type Amount = { readonly bytes: number; readonly files: number };
export const storedPrefixes = ['raw', 'processed', 'work'] as const;
export type StoredPrefix = (typeof storedPrefixes)[number];

/** What was stored at some moment. Files that only steps of jobs need are nobody's. */
export type StorageFigures = {
  readonly at: string;
  readonly prefixes: Readonly<Record<StoredPrefix, Amount>>;
  readonly owners: readonly (Amount & { readonly owner: string })[];
};

/** What was measured last; null before the first time. */
export type StorageRecord = {
  readonly write: (figures: StorageFigures) => Promise<void>;
  readonly read: () => Promise<StorageFigures | null>;
};
