import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallFiles } from '#shared/aws/small-files.ts';
import type { SmallFiles } from '#shared/ports/small-files.ts';
import type { Bucket } from '../support/fakes/bucket.ts';
import { inMemorySmallFiles } from '../support/fakes/small-files.ts';
import { ownBucket } from '../support/own-bucket.ts';
import { connectionTo } from '../support/stack-connection.ts';

const key = 'processed/alice/01890a5d-ac96-774b-bcce-b302099a8057/look.json';
const text = JSON.stringify({ title: 'Ferien in Köln 🌋' });

const contract = (open: () => Promise<SmallFiles>) => {
  let files: SmallFiles;
  beforeAll(async () => {
    files = await open();
  });

  it('are read as they were written', async () => expect(await files.read(key)).toBe(text));

  it('are nothing where there is none', async () => expect(await files.read(`${key}.gone`)).toBeNull());
};

describe('small files in memory', () =>
  contract(async () => {
    const bucket: Bucket = new Map([[key, { body: Buffer.from(text), mediaType: 'application/json', metadata: {} }]]);
    return inMemorySmallFiles(bucket);
  }));

describe('small files in the store', () => {
  let bucket: Awaited<ReturnType<typeof ownBucket>>;
  let files: SmallFiles;
  afterAll(() => bucket.drop());

  contract(async () => {
    bucket = await ownBucket();
    await bucket.client.send(new PutObjectCommand({ Bucket: bucket.name, Key: key, Body: text }));
    const { endpoint, ...options } = connectionTo('bytes');
    files = smallFiles(bucket.name, () => ({ client: new DynamoDBClient(options), endpoint }));
    return files;
  });

  it('are those with plain names alone', async () => {
    await expect(files.read('processed/alice/a b.json')).rejects.toMatchObject({ code: 'internal' });
  });
});
