import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { reporting } from '#shared/aws/client.ts';
import { storeOptions } from '#shared/aws/s3.ts';
import { connectionTo } from './stack-connection.ts';

const empty = async (client: S3Client, Bucket: string): Promise<void> => {
  const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
  const Objects = [...Versions, ...DeleteMarkers].map(({ Key = '', VersionId = '' }) => ({ Key, VersionId }));
  if (Objects.length > 0) await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
};

/** A versioned bucket for one suite alone, as the deployed one is; `drop` removes it. */
export const ownBucket = async () => {
  const options = { ...storeOptions, ...connectionTo('bytes'), forcePathStyle: true };
  const client = reporting(new S3Client(options), 'storage.unavailable');
  const signer = new S3Client({ ...options, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const Bucket = `contract-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const drop = async () => {
    await empty(client, Bucket);
    await client.send(new DeleteBucketCommand({ Bucket }));
    client.destroy();
    signer.destroy();
  };
  return { name: Bucket, client, signer, drop };
};
