import { describe, expect, it } from 'vitest';
import { createKey } from '#auth/routes/create-key.ts';
import { listKeys } from '#auth/routes/list-keys.ts';
import { revokeKey } from '#auth/routes/revoke-key.ts';
import { newId } from '#shared/ids.ts';
import { noContent, route } from '#shared/route.ts';
import { call } from '../../support/call.ts';
import { inMemoryKeys } from '../../support/fakes/keys.ts';

const start = new Date('2026-11-21T12:00:00.000Z');
const afterDays = (days: number) => ({ clock: () => new Date(start.getTime() + days * 86_400_000) });
const ask = { name: 'the box', scopes: ['worker'] };

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
  return {
    create: async (as: 'ann/admin' | 'bob/admin', more = {}) =>
      (await call(createKey, { keys }, { as, body: { ...ask, ...more } }, afterDays(0))).body,
    list: async (owner?: string) =>
      (await call(listKeys, { keys }, { as: 'ann/admin', ...(owner && { query: { owner } }) })).body.keys,
    revoke: (id: string, as: 'ann/admin' | 'ann/user' = 'ann/admin') =>
      call(revokeKey, { keys }, { as, params: { id } }),
    use: (key: string, days = 0) => call(work, {}, { headers: { 'x-api-key': key } }, { keys, ...afterDays(days) }),
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

  it('are nobody’s business who is no admin', async () => {
    const office = anOffice();
    const { id } = await office.create('bob/admin');

    expect((await office.revoke(id, 'ann/user')).status).toBe(403);
    expect((await office.revoke(newId())).status).toBe(404);
  });
});
