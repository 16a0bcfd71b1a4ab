import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { functionBundle } from '../../../infra/bundle-options.ts';

const program = `
  import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
  import { GetObjectCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
  import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
  await new DynamoDBClient().send(new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' } } }));
  const s3 = new S3Client({ forcePathStyle: true });
  await s3.send(new HeadBucketCommand({ Bucket: 'media' }));
  console.log(await getSignedUrl(s3, new GetObjectCommand({ Bucket: 'media', Key: 'a b' })));
`;

it('a function signs with the credentials of its environment, without the ways to sign in that are left out', async () => {
  const seen: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response
      .writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
      .end(request.method === 'HEAD' ? '' : '{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const folder = await mkdtemp(join(tmpdir(), 'lean-'));
  const outfile = join(folder, 'index.mjs');
  await build({ ...functionBundle, stdin: { contents: program, resolveDir: functionBundle.absWorkingDir }, outfile });

  const { stdout } = await promisify(execFile)(process.execPath, [outfile], {
    env: {
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'session',
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
  });
  server.close();
  await rm(folder, { recursive: true });

  expect(seen).toHaveLength(2);
  for (const headers of seen) {
    expect(headers.authorization).toMatch(/Credential=AKIATEST\/\d{8}\/eu-west-1\//);
    expect(headers['x-amz-security-token']).toBe('session');
  }
  const presigned = new URL(stdout.trim());
  expect(presigned.pathname).toBe('/media/a%20b');
  expect(presigned.searchParams.get('X-Amz-Credential')).toMatch(/^AKIATEST\/\d{8}\/eu-west-1\/s3\/aws4_request$/);
  expect(presigned.searchParams.get('X-Amz-Security-Token')).toBe('session');
}, 60_000);
