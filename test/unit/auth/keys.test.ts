import { describe, expect, it } from 'vitest';
import { createKey } from '#auth/routes/create-key.ts';
import { listKeys } from '#auth/routes/list-keys.ts';
import { revokeKey } from '#auth/routes/revoke-key.ts';
import type { Permission } from '#shared/caller.ts';
import { newId } from '#shared/ids.ts';
import { noContent, route } from '#shared/route.ts';
import { call, silentLog } from '../../support/call.ts';
import { inMemoryKeys } from '../../support/fakes/keys.ts';

const start = new Date('2026-11-21T12:00:00.000Z');
const afterDays = (days: number) => ({ clock: () => new Date(start.getTime() + days * 86_400_000) });
const ask = { name: 'the box', scopes: ['worker'] };

type Who = 'ann/admin' | 'bob/admin' | 'ann/user' | 'uma/user' | 'vic/viewer';
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

const work = route({
  method: 'POST',
  path: '/api/v1/work',
  summary: 'Work',
  allows: 'work',
  replies: { 204: null },
  handle: async () => noContent(),
});

const anOffice = () => {
  const keys = inMemoryKeys();
  const ports = { keys, log: silentLog };
  const groups: Record<string, string[]> = { ann: ['admin'], bob: ['admin'], uma: ['user'], vic: ['viewer'] };
  const standing = { groupsOf: async (owner: string) => groups[owner] ?? [] };
  return {
    groups,
    answer: (as: Who, more = {}) => call(createKey, ports, { as, body: { ...ask, ...more } }, afterDays(0)),
    create: async (as: Who, more = {}) =>
      (await call(createKey, ports, { as, body: { ...ask, ...more } }, afterDays(0))).body,
    list: async (owner?: string) =>
      (await call(listKeys, ports, { as: 'ann/admin', ...(owner && { query: { owner } }) })).body.keys,
    seenBy: (as: Who, owner?: string) => call(listKeys, ports, { as, ...(owner && { query: { owner } }) }),
    revoke: (id: string, as: Who = 'ann/admin') => call(revokeKey, ports, { as, params: { id } }),
    use: (key: string, days = 0, to = work) =>
      call(to, {}, { headers: { 'x-api-key': key } }, { keys, standing, ...afterDays(days) }),
    ask: (key: string, of: 'create' | 'revoke') =>
      of === 'create'
        ? call(createKey, ports, { headers: bearer(key), body: { name: 'next', scopes: ['read'] } }, { keys, standing })
        : call(revokeKey, ports, { headers: bearer(key), params: { id: newId() } }, { keys, standing }),
  };
};

describe('a key with an end', () => {
  it('says when it ends, in the answer and in the list', async () => {
    const office = anOffice();
    const { key, ...about } = await office.create('ann/admin', { expiresInDays: 30 });

    expect(about.expiresAt).toBe('2026-12-21T12:00:00.000Z');
    expect(await office.list()).toEqual([about]);
    expect(key).toMatch(/^rm_live_/);
  });

  it('is good until then, and refused by a code of its own from then on', async () => {
    const office = anOffice();
    const { key } = await office.create('ann/admin', { expiresInDays: 30 });

    expect((await office.use(key, 29.99)).status).toBe(204);
    const refused = await office.use(key, 30);
    expect(refused).toMatchObject({ status: 401, body: { code: 'key.expired' } });
    expect(refused.body.detail).toContain('2026-12-21');
  });

  it('never ends when nothing was said of it', async () => {
    const office = anOffice();
    const { key, expiresAt } = await office.create('ann/admin');

    expect(expiresAt).toBeUndefined();
    expect((await office.use(key, 10_000)).status).toBe(204);
  });

  it.each([0, 0.5, 3651, '30'])('does not end after %j days', async (expiresInDays) => {
    expect(await anOffice().create('ann/admin', { expiresInDays })).toMatchObject({ field: 'expiresInDays' });
  });
});

describe('the keys of an installation', () => {
  it('are listed by owner, or all of them, and never with their secret', async () => {
    const office = anOffice();
    const [anns, bobs] = [await office.create('ann/admin'), await office.create('bob/admin')];
    const ids = async (owner?: string) => (await office.list(owner)).map(({ id }: { id: string }) => id);

    expect(await ids()).toEqual([anns.id]);
    expect(await ids('bob')).toEqual([bobs.id]);
    expect((await ids('all')).sort()).toEqual([anns.id, bobs.id].sort());
    expect(JSON.stringify(await office.list('all'))).not.toContain('rm_live_');
  });

  it('can be revoked by any admin, whoever made them, once', async () => {
    const office = anOffice();
    const { id, key } = await office.create('bob/admin');

    expect((await office.revoke(id)).status).toBe(204);
    expect((await office.use(key)).body.code).toBe('auth.required');
    expect((await office.revoke(id)).body.code).toBe('key.not-found');
    expect((await office.list('bob'))[0].revokedAt).toEqual(expect.any(String));
  });

  it('are nobody’s business but their owner’s who is no admin', async () => {
    const office = anOffice();
    const { id } = await office.create('bob/admin');
    const own = await office.create('uma/user', { scopes: ['read'] });

    expect((await office.revoke(id, 'uma/user')).body.code).toBe('key.not-found');
    expect((await office.seenBy('uma/user', 'all')).status).toBe(403);
    expect((await office.seenBy('uma/user', 'bob')).status).toBe(403);
    expect((await office.seenBy('uma/user')).body.keys).toMatchObject([{ id: own.id }]);
    expect((await office.revoke(own.id, 'uma/user')).status).toBe(204);
    expect((await office.revoke(newId())).status).toBe(404);
  });

  it('are no more than a hundred live ones of one owner', async () => {
    const office = anOffice();
    for (let n = 0; n < 100; n += 1) await office.create('uma/user', { scopes: ['read'] });

    expect(await office.answer('uma/user', { scopes: ['read'] })).toMatchObject({
      status: 409,
      body: { code: 'quota.reached' },
    });
    await office.revoke((await office.seenBy('uma/user')).body.keys[0].id, 'uma/user');
    expect((await office.answer('uma/user', { scopes: ['read'] })).status).toBe(201);
  });
});

const allowing = (allows: Permission) =>
  route({ method: 'GET', path: '/x', summary: 'x', allows, replies: { 204: null }, handle: async () => noContent() });

describe('what a key may do', () => {
  it.each([
    ['vic/viewer', ['read'], 201],
    ['vic/viewer', ['read', 'write'], 403],
    ['uma/user', ['read', 'write'], 201],
    ['uma/user', ['delete'], 403],
    ['uma/user', ['metrics'], 403],
    ['uma/user', ['worker'], 403],
    ['ann/admin', ['read', 'write', 'delete', 'manage', 'metrics', 'worker'], 201],
  ] as const)('is no more than its owner may: %s giving %j', async (as, scopes, status) => {
    const { answer } = anOffice();
    const made = await answer(as, { scopes });
    expect(made.status).toBe(status);
    if (status === 403) expect(made.body).toMatchObject({ code: 'auth.forbidden', field: 'scopes' });
  });

  it.each(['read', 'write', 'delete', 'manage', 'metrics'] as const)(
    'is what its scope %s says alone',
    async (scope) => {
      const office = anOffice();
      const { key } = await office.create('ann/admin', { scopes: [scope] });

      for (const allows of ['read', 'write', 'delete', 'manage', 'metrics', 'work'] as const)
        expect([allows, (await office.use(key, 0, allowing(allows))).status]).toEqual([
          allows,
          allows === scope ? 204 : 403,
        ]);
    },
  );

  it('shrinks with what its owner may, and ends with their leaving', async () => {
    const office = anOffice();
    const { key } = await office.create('ann/admin', { scopes: ['read', 'manage', 'worker'] });
    const statuses = async () =>
      Promise.all(
        (['read', 'manage', 'work'] as const).map(async (to) => (await office.use(key, 0, allowing(to))).status),
      );

    expect(await statuses()).toEqual([204, 204, 204]);
    office.groups['ann'] = ['user'];
    expect(await statuses()).toEqual([204, 403, 403]);
    office.groups['ann'] = [];
    expect(await statuses()).toEqual([403, 403, 403]);
  });

  it('is never to make or revoke keys', async () => {
    const office = anOffice();
    const { key } = await office.create('ann/admin', { scopes: ['read', 'write', 'delete', 'manage'] });

    expect((await office.ask(key, 'create')).body.code).toBe('auth.forbidden');
    expect((await office.ask(key, 'revoke')).body.code).toBe('auth.forbidden');
  });
});
