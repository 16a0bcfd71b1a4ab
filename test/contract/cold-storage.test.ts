import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coldStorage } from '#shared/aws/cold-storage.ts';
import { mediaStore } from '#shared/aws/media-store.ts';
import type { ColdStorage } from '#shared/ports/cold-storage.ts';
import { inMemoryColdStorage } from '../support/fakes/cold-storage.ts';
import { ownBucket } from '../support/own-bucket.ts';

const ready = { state: 'ready', hours: 0 };
const keys = ['processed/alice/j/main.mp4', 'processed/alice/j/ladder/master.m3u8', 'processed/alice/j/ladder/1.m4s'];

const contract = (open: () => Promise<ColdStorage>) => {
  let cold: ColdStorage;
  beforeAll(async () => {
    cold = await open();
  });

  it('finds nothing cold where nothing is, nor where nothing was moved', async () => {
    for (const prefix of ['processed/nobody/', 'processed/alice/j/ladder/', keys[0] ?? ''])
      expect(await cold.look(prefix)).toEqual(ready);
  });

  it('has nothing to restore there, however often it is asked', async () => {
    for (const _time of [1, 2]) expect(await cold.restore('processed/alice/j/', 7)).toEqual(ready);
    expect(await cold.look('processed/alice/j/')).toEqual(ready);
  });
};

describe('cold storage in memory', () => contract(async () => inMemoryColdStorage()));

describe('cold storage in the store', () => {
  const own = ownBucket();
  afterAll(async () => (await own).drop());
  contract(async () => {
    const { name: Bucket, client } = await own;
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: 'film' }));
    return coldStorage(Bucket, { client });
  });

  it('leaves what it looked at readable', async () => {
    const { name, client, signer } = await own;
    expect(await mediaStore(name, { client, signer }).read(keys[0] ?? '')).toHaveLength(4);
  });
});
