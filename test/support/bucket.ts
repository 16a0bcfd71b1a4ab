import { createReadStream } from 'node:fs';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { connectionTo } from './stack-connection.ts';

export const Bucket = 'media';

/** The byte store as a program with the installation's own keys sees it. */
export const bucket = (): S3Client => new S3Client({ ...connectionTo('bytes'), forcePathStyle: true });

export const putObject = async (key: string, body: Uint8Array, Metadata: Record<string, string> = {}) => {
  const client = bucket();
  await client.send(new PutObjectCommand({ Bucket, Key: key, Body: body, Metadata })).finally(() => client.destroy());
};

export const putInParts = async (key: string, path: string, Metadata: Record<string, string> = {}) => {
  const client = bucket();
  const params = { Bucket, Key: key, Body: createReadStream(path), Metadata };
  await new Upload({ client, params, partSize: 5 * 1024 ** 2 }).done().finally(() => client.destroy());
};

/** Every key under the prefix. */
export const keysUnder = async (Prefix: string): Promise<string[]> => {
  const client = bucket();
  const { Contents = [] } = await client
    .send(new ListObjectsV2Command({ Bucket, Prefix }))
    .finally(() => client.destroy());
  return Contents.map(({ Key = '' }) => Key);
};
