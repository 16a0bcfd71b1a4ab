import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { Inventory } from '../ports/storage.ts';
import { s3 } from './s3.ts';

export const inventory = (bucket: string, client: S3Client = s3()): Inventory => ({
  async *each(prefix) {
    let from: string | undefined;
    do {
      const list = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: from });
      const { Contents = [], NextContinuationToken } = await client.send(list);
      for (const { Key = '', Size = 0 } of Contents) yield { key: Key, bytes: Size };
      from = NextContinuationToken;
    } while (from !== undefined);
  },
});
