import { expect, it } from 'vitest';
import { measureStorage } from '#ops/measure-storage.ts';
import { silentLog } from '../../support/call.ts';
import type { Bucket } from '../../support/fakes/bucket.ts';
import { inMemoryInventory, inMemoryStorageRecord } from '../../support/fakes/storage.ts';

it('what is stored is counted by where it lies and whose it is, and told to the alarms', async () => {
  const bucket: Bucket = new Map();
  const put = (key: string, bytes: number) =>
    bucket.set(key, { body: Buffer.alloc(bytes), mediaType: 'video/mp4', metadata: {} });
  put('raw/ann/1/a.mov', 100);
  put('processed/ann/2/a.mp4', 30);
  put('processed/bob/3/b.mp4', 50);
  put('processed/bob/3/b.vtt', 1);
  put('work/4/segment', 7);
  put('raw/lies-loose', 2);
  const storage = inMemoryStorageRecord();
  const told: unknown[] = [];
  const log = { ...silentLog, info: (message: string, facts: unknown) => void told.push([message, facts]) };

  const now = new Date('2026-11-21T12:00:00.000Z');
  await measureStorage(now, { inventory: inMemoryInventory(bucket), storage, log, ownerQuotaBytes: 100 });

  expect(await storage.read()).toEqual({
    at: now.toISOString(),
    prefixes: {
      raw: { bytes: 102, files: 2 },
      processed: { bytes: 81, files: 3 },
      work: { bytes: 7, files: 1 },
    },
    owners: [
      { owner: 'ann', bytes: 130, files: 2 },
      { owner: 'bob', bytes: 51, files: 2 },
    ],
  });
  expect(told).toEqual([
    ['measured what is stored', { storedBytes: 190, storedFiles: 6, owners: 2, ownersOverQuota: 1 }],
  ]);
});
