import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, inject, it } from 'vitest';
import type { Ports } from '../../infra/local/ports.ts';
import { withEnvironment } from '../../infra/local/processes/identity.ts';
import { ownerMark } from '../../infra/local/processes/service.ts';

const stack = inject('stack');
const ports = JSON.parse(readFileSync(join(stack.data, 'ports.json'), 'utf8')) as Ports;
const grpcOffset = 10_000;

type Reply = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

type Ask = { readonly method?: string; readonly path: string; readonly headers?: Record<string, string> };

/** As plain as a socket: fetch would not let a test say what a browser says. Null when nobody speaks HTTP there. */
const ask = (port: number, { method = 'GET', path, headers = {} }: Ask) =>
  new Promise<Reply | null>((done) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, timeout: 5000 }, (reply) => {
      let body = '';
      reply.on('data', (chunk) => {
        body += chunk;
      });
      reply.on('end', () => done({ status: reply.statusCode ?? 0, headers: reply.headers, body }));
    });
    sent.on('error', () => done(null));
    sent.on('timeout', () => sent.destroy());
    sent.end();
  });

/** What a page of another origin can make a browser send, and one whose DNS name now leads here. */
const pages: [string, Record<string, string>][] = [
  [
    'a page of another site',
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
  ],
  [
    'a page on another port',
    { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
  ],
  [
    'an image of another site',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
  ],
  ['a rebound name', { host: `evil.example:${ports.emulator}`, 'sec-fetch-site': 'same-origin' }],
  ['a rebound name in an old browser', { host: `evil.example:${ports.emulator}` }],
];

const credentials = stack.credentials;
const table = new DynamoDBClient({ endpoint: stack.endpoint, region: stack.region, credentials });
const store = new S3Client({ endpoint: stack.s3Endpoint, region: stack.region, credentials, forcePathStyle: true });

describe.each(pages)('%s', (_who, headers) => {
  it.each([
    ['POST', '/_ministack/reset'],
    ['GET', '/_ministack/ses/messages'],
    ['GET', '/_ministack/health'],
    ['POST', '/_reelmill/save'],
    ['POST', '/'],
    ['GET', `/_aws/execute-api/${stack.outputs.ApiId}/$default/health`],
    ['OPTIONS', '/'],
  ])('gets nothing from the emulator by %s %s', async (method, path) => {
    expect(await ask(ports.emulator, { method, path, headers })).toMatchObject({ status: 403, body: '' });
  });

  it.each([
    ['GET', '/api/v1/jobs'],
    ['POST', '/api/v1/uploads'],
    ['GET', '/config.json'],
    ['GET', '/home/mail'],
    ['POST', '/oauth2/token'],
    ['GET', '/media/processed/x'],
    ['OPTIONS', '/api/v1/jobs'],
  ])('gets nothing from the front door by %s %s', async (method, path) => {
    const reply = await ask(ports.door, { method, path, headers });
    expect(reply?.status).toBe(403);
    expect(reply?.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('the byte store', () => {
  const key = 'work/fence-test';

  it('loses nothing to what a page can send to any of its ports', async () => {
    await store.send(new PutObjectCommand({ Bucket: 'media', Key: key, Body: 'kept' }));
    const own = [ports.s3, ports.master, ports.volume, ports.filer, ports.storeAdmin];
    for (const port of [...own, ...own.map((each) => each + grpcOffset)])
      for (const [method, path] of [
        ['GET', '/col/delete?collection=media'],
        ['POST', '/col/delete?collection=media'],
        ['GET', '/vol/vacuum?garbageThreshold=0'],
        ['GET', '/dir/assign'],
        ['POST', '/submit'],
        ['GET', `/buckets/media/${key}`],
        ['DELETE', `/buckets/media/${key}`],
        ['DELETE', '/buckets/media?recursive=true&ignoreRecursiveError=true'],
        ['GET', `/media/${key}`],
        ['PUT', `/media/${key}`],
        ['DELETE', `/media/${key}`],
        ['GET', '/'],
      ] as const)
        for (const [, headers = {}] of [['a program'], ...pages.slice(0, 1)] as [string, Record<string, string>?][]) {
          const reply = await ask(port, { method, path, headers });
          const isOwnPage = port === ports.master && method === 'GET' && path === '/';
          if (reply && !isOwnPage)
            expect([400, 401, 403, 404, 405], `${port} ${method} ${path}`).toContain(reply.status);
          expect(reply?.body ?? '').not.toContain('kept');
          expect(reply?.headers['access-control-allow-origin'] ?? '*').not.toBe('https://evil.example');
        }
    const { ContentLength } = await store.send(new HeadObjectCommand({ Bucket: 'media', Key: key }));
    expect(ContentLength).toBe(4);
  });
});

describe('the emulator', () => {
  it('keeps its state when a program asks for a reset', async () => {
    expect(await ask(ports.emulator, { method: 'POST', path: '/_ministack/reset' })).toMatchObject({ status: 403 });
    const { Table } = await table.send(new DescribeTableCommand({ TableName: stack.outputs.TableName }));
    expect(Table?.TableStatus).toBe('ACTIVE');
  });
});

describe('the front door', () => {
  const token = { authorization: `Bearer ${stack.token}` };

  it('answers its own page and a program', async () => {
    const own = { origin: stack.publicUrl, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' };
    for (const headers of [own, {}] as Record<string, string>[])
      expect(await ask(ports.door, { path: '/api/v1/jobs', headers: { ...token, ...headers } })).toMatchObject({
        status: 200,
      });
  });

  it('leads a person who typed localhost to the name that sign-in knows', async () => {
    const visit = { host: `localhost:${ports.door}`, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    const reply = await ask(ports.door, { path: '/jobs?x=1', headers: visit });
    expect(reply).toMatchObject({ status: 307, headers: { location: `${stack.publicUrl}/jobs?x=1` } });
  });

  it('reaches nothing of the emulator but API and sign-in', async () => {
    for (const path of [
      '/_ministack/ses/messages',
      '/_reelmill/save',
      '/_aws/execute-api/x/$default/health',
      '/2015-03-31/functions',
    ]) {
      const reply = await ask(ports.door, { path, method: 'POST' });
      expect(reply?.status, path).toBe(405);
    }
    for (const path of ['/api/../_ministack/health', '/api/%2e%2e/_ministack/health', '/media/..%2f..%2fx'])
      expect(await ask(ports.door, { path }), path).toMatchObject({ status: 400 });
  });

  it('shows mail to a signed-in admin only', async () => {
    expect(await ask(ports.door, { path: '/home/mail' })).toMatchObject({ status: 401 });
    const forged = `${stack.token.slice(0, -4)}AAAA`;
    expect(await ask(ports.door, { path: '/home/mail', headers: { authorization: `Bearer ${forged}` } })).toMatchObject(
      { status: 401 },
    );
    const reply = await ask(ports.door, { path: '/home/mail', headers: token });
    expect(reply?.status).toBe(200);
    expect(Array.isArray(JSON.parse(reply?.body ?? '{}').mails)).toBe(true);
  });

  it('signs people in by the hosted page, under its own name', async () => {
    const discovery = await ask(ports.door, { path: `/${stack.outputs.UserPoolId}/.well-known/openid-configuration` });
    expect(discovery?.body).toContain(`127.0.0.1:${ports.door}/oauth2/authorize`);
    const page = await ask(ports.door, {
      path: `/oauth2/authorize?client_id=${stack.outputs.UserPoolClientId}&response_type=code&redirect_uri=${stack.publicUrl}/signed-in&code_challenge=${'a'.repeat(43)}&code_challenge_method=S256`,
    });
    const policy = page?.headers['content-security-policy'];
    expect(page?.status).toBe(200);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(page?.body).toContain('action="/login"');
  });
});

describe.runIf(process.platform === 'linux')('every process of the stack', () => {
  const listening = (): { inode: string; address: string }[] =>
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter(([, , , state]) => state === '0A')
        .map((fields) => ({ address: fields[1] ?? '', inode: fields[9] ?? '' })),
    );

  const socketsOf = (pid: number): string[] => {
    try {
      return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
        const target = readlinkSync(`/proc/${pid}/fd/${fd}`);
        return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [];
      });
    } catch {
      return [];
    }
  };

  it('listens on loopback alone', () => {
    const own = new Set(withEnvironment(ownerMark, stack.data).flatMap(socketsOf));
    const open = listening().filter(({ inode }) => own.has(inode));
    expect(open.length).toBeGreaterThan(5);
    // 127.0.0.1 as the kernel writes it.
    for (const { address } of open) expect(address).toMatch(/^0100007F:/);
  });
});
