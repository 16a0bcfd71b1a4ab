import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOptions, reporting } from '#shared/aws/client.ts';
import { cookieJars } from '#shared/aws/cookie-jars.ts';
import { cookieTable } from '#shared/aws/cookie-table.ts';
import { jsonService } from '#shared/aws/json-service.ts';
import { keptCookies } from '#shared/aws/kept-cookies.ts';
import { kmsSealer } from '#shared/aws/kms-sealer.ts';
import { cookieTableKeys } from '#shared/aws/table.ts';
import { newId } from '#shared/ids.ts';
import type { CookieJars } from '#shared/ports/cookie-jars.ts';
import type { KeptCookies } from '#shared/ports/kept-cookies.ts';
import { aCookie, aLine } from '../support/cookies.ts';
import { inMemoryCookieVault } from '../support/fakes/cookie-vault.ts';
import { connectionTo } from '../support/stack-connection.ts';

const now = new Date('2026-11-21T12:34:00.000Z');
const later = new Date('2026-11-21T13:00:00.000Z');
const url = 'https://www.example.com/watch';
const head = '# Netscape HTTP Cookie File\n\n';

type Vault = { readonly kept: KeptCookies; readonly jars: CookieJars };

const contract = (open: () => Promise<Vault>) => {
  let vault: Vault;
  beforeAll(async () => {
    vault = await open();
  });
  const aJar = async (cookies = [aCookie()], owner = newId()) => {
    const toKeep = { owner, site: 'example.com', name: 'main' };
    const { jar } = await vault.kept.put(toKeep, cookies, now);
    return { toKeep, jar, of: { owner, id: jar.id } };
  };

  it('keeps what may be told, and finds it for its owner alone', async () => {
    const { jar, of } = await aJar();
    expect(jar).toEqual({
      ...{ ...of, site: 'example.com', name: 'main', domains: ['example.com'], count: 1 },
      ...{ firstExpiresAt: '2030-01-01T00:00:00.000Z', expiresAt: '2030-01-01T00:00:00.000Z' },
      ...{ createdAt: now.toISOString(), changedAt: now.toISOString() },
    });
    expect(await vault.kept.find(of, now)).toEqual(jar);
    expect(await vault.kept.list(of.owner, now)).toEqual([jar]);
    expect(await vault.kept.find({ ...of, owner: newId() }, now)).toBeNull();
    expect(await vault.jars.open({ ...of, owner: newId() }, url)).toBeNull();
  });

  it('puts in place of what was there, and forgets its ends', async () => {
    const { toKeep, jar, of } = await aJar();
    const again = await vault.kept.put(toKeep, [aCookie({ value: 'new', expires: null })], later);
    expect(again.replaced).toBe(true);
    expect(again.jar.expiresAt).toBeUndefined();
    expect(again.jar).toMatchObject({ id: jar.id, createdAt: now.toISOString(), changedAt: later.toISOString() });
    expect(await vault.jars.open(of, url)).toBe(`${head}${aLine({ value: 'new', expires: '0' })}\n`);
  });

  it('lists by site and name', async () => {
    const owner = newId();
    for (const [site, name] of [
      ['b.com', 'main'],
      ['a.com', 'z'],
      ['a.com', 'main'],
    ] as const)
      await vault.kept.put({ owner, site, name }, [aCookie({ domain: site })], now);
    const listed = await vault.kept.list(owner, now);
    expect(listed.map(({ site, name }) => `${site} ${name}`)).toEqual(['a.com main', 'a.com z', 'b.com main']);
  });

  it('opens for the site alone, without what has ended, and remembers to the hour that it did', async () => {
    const { of } = await aJar([aCookie(), aCookie({ name: 'old', expires: 1 })]);
    expect(await vault.jars.open(of, url)).toBe(`${head}${aLine()}\n`);
    for (const other of ['https://evilexample.com/', 'https://example.com.evil.test/', 'nothing'])
      expect(await vault.jars.open(of, other)).toBeNull();
    expect((await vault.kept.find(of, now))?.usedAt).toBe('2026-11-21T12:00:00.000Z');
  });

  it('keeps what a site changed, of what nobody else has changed since', async () => {
    const { toKeep, of } = await aJar([aCookie({ name: 'a' }), aCookie({ name: 'b' })]);
    const opened = (await vault.jars.open(of, url)) ?? '';
    await vault.jars.refresh(of, { opened, left: opened.replace('\ta\tsecret', '\ta\tfresh') });
    expect(await vault.jars.open(of, url)).toContain('\ta\tfresh');
    await vault.kept.put(toKeep, [aCookie({ name: 'a', value: 'pushed' })], now);
    await vault.jars.refresh(of, { opened, left: opened.replace('\ta\tsecret', '\ta\tlate') });
    expect(await vault.jars.open(of, url)).toBe(`${head}${aLine({ name: 'a', value: 'pushed' })}\n`);
  });

  it('takes half a file for none', async () => {
    const { of } = await aJar();
    const opened = (await vault.jars.open(of, url)) ?? '';
    for (const left of ['', head.slice(0, 8), opened.slice(0, -3)]) await vault.jars.refresh(of, { opened, left });
    expect(await vault.jars.open(of, url)).toBe(opened);
  });

  it('loses nothing of what many set at once', async () => {
    const { of } = await aJar();
    const opened = (await vault.jars.open(of, url)) ?? '';
    const names = ['p', 'q', 'r', 's'];
    await Promise.all(names.map((name) => vault.jars.refresh(of, { opened, left: `${opened}${aLine({ name })}\n` })));
    expect((await vault.kept.find(of, now))?.count).toBe(5);
  });

  it('erases for good: nothing is opened, refreshed or marked any more', async () => {
    const { of } = await aJar();
    const opened = (await vault.jars.open(of, url)) ?? '';
    expect(await vault.kept.erase({ ...of, owner: newId() })).toBe(false);
    expect(await vault.kept.erase(of)).toBe(true);
    await vault.jars.refresh(of, { opened, left: opened.replace('secret', 'back') });
    expect(await vault.jars.open(of, url)).toBeNull();
    expect(await vault.kept.find(of, now)).toBeNull();
    expect(await vault.kept.erase(of)).toBe(false);
  });

  it('bears the largest jar that may be', async () => {
    const cookies = Array.from({ length: 30 }, (_, at) => aCookie({ name: `n${at}`, value: 'x'.repeat(8000) }));
    const { of } = await aJar(cookies);
    expect((await vault.jars.open(of, url))?.length).toBeGreaterThan(240_000);
  });
};

describe('a cookie vault in memory', () => contract(async () => inMemoryCookieVault(() => now)));

describe('a cookie vault in DynamoDB and KMS', () => {
  const client = reporting(new DynamoDBClient({ ...clientOptions, ...connectionTo('control') }), 'service.unavailable');
  const { endpoint } = connectionTo('control');
  const kms = jsonService({ name: 'kms', target: 'TrentService' }, () => ({ client, endpoint: String(endpoint) }));
  const TableName = `cookies-${randomUUID()}`;
  afterAll(async () => {
    await client.send(new DeleteTableCommand({ TableName }));
    client.destroy();
  });

  const open = async () => {
    const { partition, sort } = cookieTableKeys;
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [partition, sort].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: partition, KeyType: 'HASH' },
          { AttributeName: sort, KeyType: 'RANGE' },
        ],
      }),
    );
    const { KeyMetadata } = (await kms('CreateKey', {})) as { KeyMetadata: { KeyId: string } };
    const sealer = kmsSealer(KeyMetadata.KeyId, kms);
    const table = cookieTable(TableName, client);
    return { kept: keptCookies(table, sealer), jars: cookieJars(table, sealer, () => now), sealer };
  };
  const opened = open();
  contract(() => opened);

  it('holds no value that could be read', async () => {
    const { kept } = await opened;
    const value = 'canary-in-the-table';
    await kept.put({ owner: newId(), site: 'example.com', name: 'main' }, [aCookie({ value })], now);
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    const everything = Items.map(
      (item) => JSON.stringify(item) + Buffer.from(item['sealed']?.B ?? []).toString('latin1'),
    );
    expect(everything.length).toBeGreaterThan(0);
    expect(everything.join('\n')).not.toContain(value);
  });

  it('opens a sealed text for what it is of, and for nothing else', async () => {
    const { sealer } = await opened;
    const sealed = await sealer.seal(Buffer.from('secret'), { owner: 'ann', id: '1' });
    expect(Buffer.from(await sealer.open(sealed, { owner: 'ann', id: '1' })).toString()).toBe('secret');
    await expect(sealer.open(sealed, { owner: 'bob', id: '1' })).rejects.toMatchObject({ code: 'internal' });
  });
});
