import { describe, expect, it } from 'vitest';
import type { Route } from '#shared/route.ts';
import { createEndpoint } from '#webhooks/routes/create-endpoint.ts';
import { deleteEndpoint } from '#webhooks/routes/delete-endpoint.ts';
import { getEndpoint } from '#webhooks/routes/get-endpoint.ts';
import { getSecret } from '#webhooks/routes/get-secret.ts';
import { listDeliveries } from '#webhooks/routes/list-deliveries.ts';
import { listEndpoints } from '#webhooks/routes/list-endpoints.ts';
import { replayDelivery } from '#webhooks/routes/replay-delivery.ts';
import { rotateSecret } from '#webhooks/routes/rotate-secret.ts';
import { sendTest } from '#webhooks/routes/send-test.ts';
import { updateEndpoint } from '#webhooks/routes/update-endpoint.ts';
import { type Ask, call } from '../../support/call.ts';
import { aDelivery, aPostOffice } from '../../support/webhooks.ts';

const url = 'https://example.com/hook';
const nobodys = '01234567-89ab-7def-8123-456789abcdef';

const anOffice = () => {
  const office = aPostOffice();
  const ports = { ...office.ports, guardRules: {} };
  // biome-ignore lint/suspicious/noExplicitAny: any route of the area
  const ask = (route: Route<any, any, any, any>, given: Ask = {}) =>
    call(route, ports, { as: 'alice/user', ...given }, { clock: office.ports.clock });
  const create = async (body: object = {}, as: Ask['as'] = 'alice/user') =>
    (await ask(createEndpoint, { as, body: { url, ...body } })).body;
  return { ...office, ask, create };
};

describe('a webhook endpoint', () => {
  it('is made with a secret that is shown once, and everything on', async () => {
    const { ask, create } = anOffice();
    const { secret, ...shown } = await create();
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(shown).toMatchObject({
      ...{ url, owner: 'alice', jobs: 'all', enabled: true },
      types: ['job.succeeded', 'job.failed', 'job.canceled'],
    });
    expect((await ask(getEndpoint, { params: { id: shown.id } })).body).toEqual(shown);
    expect((await ask(listEndpoints)).body).toEqual({ endpoints: [shown] });
  });

  it.each([
    [{ url: 'http://127.0.0.1/x' }, 403, 'source.forbidden', 'url'],
    [{ url: 'ftp://example.com' }, 400, 'request.invalid', 'url'],
    [{ types: ['job.started'] }, 400, 'request.invalid', 'types[0]'],
    [{ types: [] }, 400, 'request.invalid', 'types'],
    [{ secret: 'whsec_mine' }, 400, 'request.invalid', 'secret'],
  ])('of %j is refused', async (body, status, code, field) => {
    const { ask } = anOffice();
    expect(await ask(createEndpoint, { body: { url, ...body } })).toMatchObject({ status, body: { code, field } });
  });

  it('is one of twenty at most', async () => {
    const { ask, create } = anOffice();
    for (let n = 0; n < 20; n += 1) await create();
    expect(await ask(createEndpoint, { body: { url } })).toMatchObject({
      status: 409,
      body: { code: 'quota.reached' },
    });
  });

  it('is changed in what is named, and turned on again with a clean slate', async () => {
    const { ask, create, ports } = anOffice();
    const { id } = await create({ description: 'archive' });
    await ports.endpoints.change(id, { enabled: false, failingSince: 'x', turnedOff: { at: 'y', why: 'z' } });
    const change = (body: object) => ask(updateEndpoint, { params: { id }, body });
    expect((await change({ types: ['job.failed'] })).body).toMatchObject({ enabled: false, types: ['job.failed'] });
    const { body } = await change({ enabled: true });
    expect(body).toMatchObject({ enabled: true, description: 'archive', url });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['turnedOff']));
    expect(body.failingSince).toBeUndefined();
    expect(await change({ url: 'https://10.0.0.1/x' })).toMatchObject({ status: 403, body: { field: 'url' } });
  });

  it('is gone once it is removed', async () => {
    const { ask, create } = anOffice();
    const { id } = await create();
    expect((await ask(deleteEndpoint, { params: { id } })).status).toBe(204);
    expect((await ask(getEndpoint, { params: { id } })).body.code).toBe('webhook.not-found');
  });

  it('of somebody else does not exist, on every route, but for who manages all', async () => {
    const { ask, create } = anOffice();
    const { id } = await create({}, 'bob/user');
    const params = { id };
    const asks = [
      ...[getEndpoint, deleteEndpoint, rotateSecret, sendTest, listDeliveries].map((route) => ask(route, { params })),
      ask(updateEndpoint, { params, body: {} }),
      ask(replayDelivery, { params: { id, delivery: nobodys } }),
    ];
    for (const answer of await Promise.all(asks))
      expect(answer).toMatchObject({ status: 404, body: { code: 'webhook.not-found' } });
    expect((await ask(getEndpoint, { params, as: 'ann/admin' })).status).toBe(200);
  });

  it('is nothing that a viewer changes', async () => {
    const { ask } = anOffice();
    const as = 'vic/viewer' as const;
    for (const route of [
      createEndpoint,
      updateEndpoint,
      deleteEndpoint,
      rotateSecret,
      getSecret,
      sendTest,
      replayDelivery,
    ])
      expect((await ask(route, { as, params: { id: nobodys } })).body.code).toBe('auth.forbidden');
  });
});

describe('a secret', () => {
  it('is replaced with a day in which both sign', async () => {
    const { ask, create, ports, pass, time } = anOffice();
    const { id, secret: old } = await create();
    const { body } = await ask(rotateSecret, { params: { id } });
    expect(body.previousUntil).toBe('2026-11-22T12:00:00.000Z');
    expect(await ports.endpoints.secrets(id, time.now)).toEqual([body.secret, old]);
    pass(86_400);
    expect(await ports.endpoints.secrets(id, time.now)).toEqual([body.secret]);
  });

  it('that signs for addresses is read and replaced under `default`, each owner’s own', async () => {
    const { ask } = anOffice();
    const params = { id: 'default' };
    const read = async (as: Ask['as']) => (await ask(getSecret, { params, as })).body.secret;
    const first = await read('alice/user');
    expect(first).toMatch(/^whsec_/);
    expect(await read('alice/user')).toBe(first);
    expect(await read('bob/user')).not.toBe(first);
    const { body } = await ask(rotateSecret, { params });
    expect(await read('alice/user')).toBe(body.secret);
    expect((await ask(getEndpoint, { params })).body).toMatchObject({ id: 'default', owner: 'alice' });
  });

  it('of an endpoint is never shown again', async () => {
    const { ask, create } = anOffice();
    const { id } = await create();
    expect(await ask(getSecret, { params: { id } })).toMatchObject({ status: 400, body: { field: 'id' } });
  });
});

describe('the deliveries of an endpoint', () => {
  it('are listed a page at a time, newest first, without their bodies', async () => {
    const { ask, create, ports } = anOffice();
    const { id } = await create();
    const made = [aDelivery({ endpoint: id }), aDelivery({ endpoint: id }), aDelivery({ endpoint: id })];
    for (const delivery of made) await ports.deliveries.create(delivery);
    const page = async (query: Record<string, string>) => (await ask(listDeliveries, { params: { id }, query })).body;
    const first = await page({ limit: '2' });
    const second = await page({ limit: '2', cursor: first.cursor });
    const ids = [...first.deliveries, ...second.deliveries].map((delivery: { id: string }) => delivery.id);
    expect(ids).toEqual(made.map((delivery) => delivery.id).reverse());
    expect(second.cursor).toBeNull();
    expect(JSON.stringify(first)).not.toContain('"body"');
  });

  it('are sent again with all their tries anew, with the same id', async () => {
    const { ask, create, answers, next, posted } = anOffice();
    const { id } = await create();
    const { body: test } = await ask(sendTest, { params: { id } });
    answers.push(...Array.from({ length: 8 }, () => ({ status: 500, response: '' })));
    for (let state = await next(); state !== 'nothing'; state = await next());
    const replayed = await ask(replayDelivery, { params: { id, delivery: test.id } });
    expect(replayed).toMatchObject({ status: 202, body: { id: test.id, state: 'pending', tried: 8 } });
    expect(replayed.body.why).toBeUndefined();
    answers.push({ status: 500, response: '' });
    expect([await next(), await next(), await next()]).toEqual(['pending', 'delivered', 'nothing']);
    expect(new Set(posted.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject({ type: 'webhook.test' });
  });

  it('that never were cannot be sent again', async () => {
    const { ask, create } = anOffice();
    const { id } = await create();
    const answer = await ask(replayDelivery, { params: { id, delivery: nobodys } });
    expect(answer).toMatchObject({ status: 404, body: { code: 'delivery.not-found' } });
  });
});
