import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventory } from '#shared/aws/inventory.ts';
import { storageRecord } from '#shared/aws/storage-record.ts';
import type { Inventory, StorageFigures, StorageRecord } from '#shared/ports/storage.ts';
import type { Bucket } from '../support/fakes/bucket.ts';
import { inMemoryInventory, inMemoryStorageRecord } from '../support/fakes/storage.ts';
import { ownBucket } from '../support/own-bucket.ts';
import { ownTable } from '../support/own-table.ts';

const figures = (at: string, owners: StorageFigures['owners']): StorageFigures => ({
  at,
  prefixes: { raw: { bytes: 1, files: 1 }, processed: { bytes: 2e12, files: 3 }, work: { bytes: 0, files: 0 } },
  owners,
});
const ownersOf = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ owner: `owner-${String(n).padStart(3, '0')}`, bytes: n, files: 1 }));

const recordContract = (open: () => Promise<StorageRecord>) => {
  let record: StorageRecord;
  beforeAll(async () => {
    record = await open();
  });

  it('knows nothing before it was measured, and then the last time alone', async () => {
    expect(await record.read()).toBeNull();
    const many = figures('2026-11-21T12:00:00.000Z', ownersOf(60));
    await record.write(many);
    const read = await record.read();
    expect({ ...read, owners: read?.owners.toSorted((a, b) => a.bytes - b.bytes) }).toEqual(many);
    const few = figures('2026-11-21T13:00:00.000Z', [{ owner: 'owner-007', bytes: 9, files: 2 }]);
    await record.write(few);
    expect(await record.read()).toEqual(few);
  });
};

describe('what was measured, in memory', () => recordContract(async () => inMemoryStorageRecord()));

describe('what was measured, in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  recordContract(async () => storageRecord((await own).table));
});

type Opened = { readonly all: Inventory; readonly put: (key: string, body: string) => Promise<void> };

const inventoryContract = (open: () => Promise<Opened>) => {
  it('lists what lies under a prefix with its size, and nothing else', async () => {
    const { all, put } = await open();
    for (const [key, body] of [
      ['raw/ann/1/a b.mov', 'abc'],
      ['raw/bob/2/empty', ''],
      ['rawer/x', 'no'],
    ] as const)
      await put(key, body);
    const found = await Array.fromAsync(all.each('raw/'));
    expect(found.toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
      { key: 'raw/ann/1/a b.mov', bytes: 3 },
      { key: 'raw/bob/2/empty', bytes: 0 },
    ]);
    expect(await Array.fromAsync(all.each('processed/'))).toEqual([]);
  });
};

describe('an inventory in memory', () =>
  inventoryContract(async () => {
    const bucket: Bucket = new Map();
    const put = async (key: string, body: string) =>
      void bucket.set(key, { body: Buffer.from(body), mediaType: 'video/mp4', metadata: {} });
    return { all: inMemoryInventory(bucket), put };
  }));

describe('an inventory of the object store', () => {
  const own = ownBucket();
  afterAll(async () => (await own).drop());
  inventoryContract(async () => {
    const { name, client } = await own;
    const put = async (Key: string, Body: string) =>
      void (await client.send(new PutObjectCommand({ Bucket: name, Key, Body })));
    return { all: inventory(name, client), put };
  });
});
