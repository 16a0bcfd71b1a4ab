import type { Log } from '#shared/log.ts';
import {
  type Amount,
  type Inventory,
  type StorageFigures,
  type StorageRecord,
  type StoredPrefix,
  storedPrefixes,
} from '#shared/ports/storage.ts';

export type MeasurePorts = {
  readonly inventory: Inventory;
  readonly storage: Pick<StorageRecord, 'write'>;
  readonly log: Log;
  /** What one owner may have; absent for as much as they like. */
  readonly ownerQuotaBytes?: number | undefined;
};

const nothing: Amount = { bytes: 0, files: 0 };
const with1 = ({ bytes, files }: Amount, more: number): Amount => ({ bytes: bytes + more, files: files + 1 });

/** `raw/{owner}/…` and `processed/{owner}/…` are somebody's; what lies elsewhere is not. */
const ownerOf = (key: string): string | undefined => /^(?:raw|processed)\/([^/]+)\//.exec(key)?.[1];

const countAll = async (inventory: Inventory, at: string): Promise<StorageFigures> => {
  const prefixes = new Map<StoredPrefix, Amount>();
  const owners = new Map<string, Amount>();
  for (const prefix of storedPrefixes)
    for await (const { key, bytes } of inventory.each(`${prefix}/`)) {
      prefixes.set(prefix, with1(prefixes.get(prefix) ?? nothing, bytes));
      const owner = ownerOf(key);
      if (owner !== undefined) owners.set(owner, with1(owners.get(owner) ?? nothing, bytes));
    }
  const amountOf = (prefix: StoredPrefix): Amount => prefixes.get(prefix) ?? nothing;
  return {
    at,
    prefixes: { raw: amountOf('raw'), processed: amountOf('processed'), work: amountOf('work') },
    owners: [...owners].map(([owner, amount]) => ({ owner, ...amount })),
  };
};

/**
 * Counts every object anew, which needs no sum to be kept right over deletes, retries and what is put there by hand.
 * Alarms read the line that it logs.
 */
export const measureStorage = async (now: Date, ports: MeasurePorts): Promise<StorageFigures> => {
  const { inventory, storage, log, ownerQuotaBytes = Number.POSITIVE_INFINITY } = ports;
  const figures = await countAll(inventory, now.toISOString());
  await storage.write(figures);
  const amounts = Object.values(figures.prefixes);
  log.info('measured what is stored', {
    storedBytes: amounts.reduce((sum, { bytes }) => sum + bytes, 0),
    storedFiles: amounts.reduce((sum, { files }) => sum + files, 0),
    owners: figures.owners.length,
    ownersOverQuota: figures.owners.filter(({ bytes }) => bytes > ownerQuotaBytes).length,
  });
  return figures;
};
