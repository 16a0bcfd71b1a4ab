import { engineTable } from '#shared/aws/dynamo.ts';
import { inventory } from '#shared/aws/inventory.ts';
import { storageRecord } from '#shared/aws/storage-record.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { measureStorage } from '../measure-storage.ts';

const ports = {
  inventory: inventory(env('REELMILL_MEDIA_BUCKET')),
  storage: storageRecord(engineTable(env('REELMILL_TABLE'))),
  log: createLog('measure-storage'),
  ownerQuotaBytes: env('REELMILL_OWNER_QUOTA_BYTES'),
};

export const handler = async (): Promise<void> => {
  await measureStorage(new Date(), ports);
};
