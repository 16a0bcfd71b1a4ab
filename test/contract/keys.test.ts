import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keys } from '#shared/aws/keys.ts';
import { newId } from '#shared/ids.ts';
import type { ApiKey, Keys } from '#shared/ports/keys.ts';
import { inMemoryKeys } from '../support/fakes/keys.ts';
import { ownTable } from '../support/own-table.ts';

const aKey = (given: Partial<ApiKey> = {}): ApiKey => ({
  id: newId(),
  owner: newId(),
  name: 'the box under the desk',
  scopes: ['worker'],
  createdAt: '2026-11-21T16:35:00.000Z',
  ...given,
});
const now = new Date('2026-11-21T17:45:10.000Z');

const contract = (open: () => Promise<Keys>) => {
  let all: Keys;
  beforeAll(async () => {
    all = await open();
  });

  it('finds a key by its hash and notes the hour of its use', async () => {
    const key = aKey();
    await all.create(key, `hash-${key.id}`);
    expect(await all.use(`hash-${key.id}`, now)).toEqual({ ...key, lastUsedAt: '2026-11-21T17:00:00.000Z' });
  });

  it('knows nothing of a hash that was never stored', async () => {
    expect(await all.use('no-such-hash', now)).toBeNull();
  });

  it('lists the keys of one owner alone, newest first', async () => {
    const owner = newId();
    const mine = [aKey({ owner }), aKey({ owner })];
    for (const key of [...mine, aKey()]) await all.create(key, `hash-${key.id}`);
    expect((await all.list(owner)).map(({ id }) => id)).toEqual(mine.map(({ id }) => id).reverse());
  });

  it('refuses a revoked key from then on, and revokes once', async () => {
    const key = aKey();
    await all.create(key, `hash-${key.id}`);
    expect(await all.revoke(key.id, now)).toEqual({ ...key, revokedAt: now.toISOString() });
    expect(await all.revoke(key.id, now)).toBeNull();
    expect(await all.use(`hash-${key.id}`, now)).toBeNull();
    expect(await all.list(key.owner)).toMatchObject([{ id: key.id, revokedAt: now.toISOString() }]);
  });

  it("lists everyone's keys when no owner is named", async () => {
    const keys = [aKey(), aKey()];
    for (const key of keys) await all.create(key, `hash-${key.id}`);
    const ids = (await all.list()).map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual(keys.map(({ id }) => id).reverse());
  });

  it('revokes nothing by an id that it does not know', async () => {
    expect(await all.revoke(newId(), now)).toBeNull();
  });

  it("revokes no other owner's key where one is named", async () => {
    const key = aKey();
    await all.create(key, `hash-${key.id}`);
    expect(await all.revoke(key.id, now, newId())).toBeNull();
    expect(await all.use(`hash-${key.id}`, now)).toMatchObject({ id: key.id });
    expect(await all.revoke(key.id, now, key.owner)).toMatchObject({ id: key.id });
  });

  it('shows an expired key to whoever uses it, and does not note the use', async () => {
    const key = aKey({ expiresAt: now.toISOString() });
    await all.create(key, `hash-${key.id}`);
    expect(await all.use(`hash-${key.id}`, new Date(now.getTime() - 1))).toMatchObject({
      lastUsedAt: expect.any(String),
    });
    expect(await all.use(`hash-${key.id}`, new Date(now.getTime() + 3600_000))).toMatchObject({
      expiresAt: key.expiresAt,
      lastUsedAt: '2026-11-21T17:00:00.000Z',
    });
  });
};

describe('keys in memory', () => contract(async () => inMemoryKeys()));

describe('keys in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => keys((await own).table));
});
