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
  import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
  await new DynamoDBClient().send(new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' } } }));
  await new S3Client({ forcePathStyle: true }).send(new HeadBucketCommand({ Bucket: 'media' }));
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

  await promisify(execFile)(process.execPath, [outfile], {
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
}, 60_000);
