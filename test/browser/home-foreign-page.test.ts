import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Ports } from '../../infra/local/ports.ts';

const stack = inject('stack');
const ports = JSON.parse(readFileSync(join(stack.data, 'ports.json'), 'utf8')) as Ports;
const at = (port: number, path: string) => `http://127.0.0.1:${port}${path}`;
const key = 'work/foreign-page-test';

/** What an evil page would ask for first: what destroys, and what tells. */
const targets = [
  at(ports.emulator, '/_ministack/reset'),
  at(ports.emulator, '/_ministack/ses/messages'),
  at(ports.emulator, '/?Action=DeleteStack&StackName=reelmill-main-storage'),
  at(ports.emulator, `/_aws/execute-api/${stack.outputs.ApiId}/$default/api/v1/jobs`),
  at(ports.master, '/col/delete?collection=media'),
  at(ports.filer, `/buckets/media/${key}`),
  at(ports.volume, '/status'),
  at(ports.s3, `/media/${key}`),
  at(ports.storeAdmin, '/'),
  at(ports.door, '/config.json'),
  at(ports.door, '/api/v1/jobs'),
  at(ports.door, '/home/mail'),
  at(ports.door, `/media/${key}`),
];

const store = new S3Client({
  endpoint: stack.s3Endpoint,
  region: stack.region,
  credentials: stack.credentials,
  forcePathStyle: true,
});
const db = new DynamoDBClient({ endpoint: stack.endpoint, region: stack.region, credentials: stack.credentials });

let server: Server;
let browser: Browser;

beforeAll(async () => {
  const script = await readFile(join(import.meta.dirname, '../fixtures/foreign-page.js'), 'utf8');
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(`<!doctype html><body><script>${script}</script>`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  await store.send(new PutObjectCommand({ Bucket: 'media', Key: key, Body: 'kept' }));
});

afterAll(async () => {
  await browser.close();
  server.close();
});

describe.each(['127.0.0.1', 'localhost'])('a page of another origin at %s', (name) => {
  const open = async (): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`http://${name}:${(server.address() as AddressInfo).port}/`);
    return page;
  };

  it('can read nothing of any of our services', async () => {
    const page = await open();
    for (const target of targets) {
      expect(await page.evaluate(`askInEveryWay(${JSON.stringify(target)})`), target).toEqual([]);
      await page.evaluate(`postForm(${JSON.stringify(target)})`);
      await page.waitForTimeout(200);
    }
    await page.close();
  });

  it('has changed nothing by trying', async () => {
    const { Table } = await db.send(new DescribeTableCommand({ TableName: stack.outputs.TableName }));
    expect(Table?.TableStatus).toBe('ACTIVE');
    expect((await store.send(new HeadObjectCommand({ Bucket: 'media', Key: key }))).ContentLength).toBe(4);
    expect((await fetch(at(ports.door, '/health'))).status).toBe(200);
  });
});

describe('a person', () => {
  it('may come from another site’s link', async () => {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.evaluate(`location.assign('http://localhost:${ports.door}/jobs')`);
    await page.waitForURL(`${stack.publicUrl}/**`);
    expect(await page.title()).not.toBe('');
    await page.close();
  });
});
