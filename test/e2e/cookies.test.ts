import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { node24, root } from '../../infra/local/bootstrap.mjs';
import { ended } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { memberCookie } from '../support/site/asked.ts';
import type { Site } from '../support/site/site.ts';
import { connectionTo } from '../support/stack-connection.ts';
import { openStackSite } from '../support/stack-site.ts';

/** Beside the cookie that opens the door lies one that no page asks for: a secret that must be seen nowhere. */
const canary = `canary-${Math.random().toString(36).slice(2)}`;
const path = '/api/v1/auth/cookies';

const cookies = [
  { ...memberCookie, domain: '127.0.0.1', path: '/' },
  { name: 'secret', value: canary, domain: '127.0.0.1', path: '/never' },
];

let site: Site;
let ann: Person;
let folder: string;
let id: string;
beforeAll(async () => {
  [site, ann, folder] = await Promise.all([
    openStackSite(),
    aPerson('user'),
    mkdtemp(join(tmpdir(), 'reelmill-cookies-')),
  ]);
  id = (await ann.api('POST', path, { body: { format: 'json', cookies } })).body.id;
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const fetched = async (request: object) => {
  const { body } = await ann.api('POST', '/api/v1/download', {
    body: { url: site.url('/members'), ...request },
  });
  return ended(ann.api, body.id);
};

/** A profile with one cookie, as Firefox keeps it. */
const aFirefoxProfile = (name: string, value: string): void => {
  using database = new DatabaseSync(join(folder, 'cookies.sqlite'));
  database.exec(
    'CREATE TABLE moz_cookies (id INTEGER PRIMARY KEY, originAttributes TEXT DEFAULT "", name TEXT, value TEXT, ' +
      'host TEXT, path TEXT, expiry INTEGER, isSecure INTEGER, isHttpOnly INTEGER)',
  );
  const put = database.prepare(
    'INSERT INTO moz_cookies (name, value, host, path, expiry, isSecure) VALUES (?, ?, ?, ?, ?, 0)',
  );
  put.run(name, value, '.example.com', '/', 1_893_456_000);
  put.run('other', value, '.bank.example', '/', 1_893_456_000);
  database.exec('PRAGMA user_version = 12');
};

const reelmill = (key: string, ...args: string[]): Promise<string> =>
  new Promise((done, failed) => {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, REELMILL_URL: inject('stack').publicUrl, REELMILL_KEY: key };
    execFile(node24, [join(root, 'cli/reelmill.mjs'), 'cookies', ...args], { env }, (error, out, err) =>
      error ? failed(new Error(`${out}${err}`)) : done(`${out}${err}`),
    );
  });

/** Every file below a folder that holds the text. */
const filesWith = async (text: string, below: string): Promise<string[]> => {
  const entries = await readdir(below, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(file).catch(() => Buffer.alloc(0))).includes(text)) found.push(file);
  }
  return found;
};

const recordsOf = async (...tables: string[]): Promise<string> => {
  const client = new DynamoDBClient(connectionTo('control'));
  const { TableNames = [] } = tables.length > 0 ? { TableNames: tables } : await client.send(new ListTablesCommand({}));
  const scans = await Promise.all(TableNames.map((TableName) => client.send(new ScanCommand({ TableName }))));
  client.destroy();
  return JSON.stringify(scans.map(({ Items }) => Items));
};

describe('cookies that are lent to an installation', () => {
  it('fetch what is for members, once the site has refused without them', async () => {
    expect(await fetched({ cookies: { id } })).toMatchObject({ state: 'succeeded' });
    expect(site.visits('/members')[0]?.headers.cookie).toBeUndefined();
    const [shown] = site.visits('/for-members/clip.mp4').slice(-1);
    expect(shown?.headers.cookie).toBe(`${memberCookie.name}=${memberCookie.value}`);
    const { body } = await ann.api('GET', path);
    expect(body.cookies).toEqual([expect.objectContaining({ id, site: '127.0.0.1', usedAt: expect.any(String) })]);
  });

  it('come from a browser by the command line, those of the site alone', async () => {
    aFirefoxProfile('sid', canary);
    const body = { name: 'my own machine', scopes: ['read', 'write'] };
    const { key } = (await ann.api('POST', '/api/v1/keys', { body })).body;
    const from = ['push', '--browser', 'firefox', '--profile', folder, '--site', 'example.com'];
    expect(await reelmill(key, ...from)).toMatch(/ {2}example\.com {2}main {2}1 cookie {2}until 2030-01-01\n$/);
    expect(await reelmill(key, 'list')).not.toContain('bank.example');
  });

  it('are nobody else’s', async () => {
    const bob = await aPerson('user');
    expect((await bob.api('GET', path)).body.cookies).toEqual([]);
    expect(await bob.api('DELETE', `${path}/${id}`)).toMatchObject({ status: 404 });
    const body = { url: site.url('/members'), cookies: { id } };
    expect(await bob.api('POST', '/api/v1/download', { body })).toMatchObject({
      status: 404,
      body: { code: 'cookies.not-found', field: 'cookies.id' },
    });
  });

  it('are written nowhere that anybody could read them', async () => {
    const { body } = await ann.api('GET', '/api/v1/jobs?limit=10');
    const logs = await Promise.all(
      body.jobs.map(({ id: job }: { id: string }) => ann.api('GET', `/api/v1/jobs/${job}/logs`)),
    );
    expect(JSON.stringify([body, logs.map((log) => log.body)])).not.toContain(canary);
    expect(await recordsOf()).not.toContain(canary);
    const { data } = inject('stack');
    expect(await filesWith(id, data)).not.toEqual([]);
    expect(await filesWith(canary, data)).toEqual([]);
  });

  it('are gone once they are erased', async () => {
    expect(await recordsOf(inject('stack').outputs.CookiesTable)).toContain(id);
    expect(await ann.api('DELETE', `${path}/${id}`)).toMatchObject({ status: 204 });
    expect(await ann.api('DELETE', `${path}/${id}`)).toMatchObject({ status: 404 });
    expect(await recordsOf(inject('stack').outputs.CookiesTable)).not.toContain(id);
  });
});
