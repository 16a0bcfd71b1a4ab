import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webhookDeliveries } from '#shared/aws/webhook-deliveries.ts';
import { webhookEndpoints } from '#shared/aws/webhook-endpoints.ts';
import { webhookOwners } from '#shared/aws/webhook-owners.ts';
import { newId } from '#shared/ids.ts';
import type { Sealer } from '#shared/ports/sealer.ts';
import type { WebhookDeliveries, WebhookEndpoints } from '#shared/ports/webhooks.ts';
import { inMemoryWebhookDeliveries, inMemoryWebhookEndpoints } from '../support/fakes/webhooks.ts';
import { ownTable } from '../support/own-table.ts';
import { aDelivery, anEndpoint } from '../support/webhooks.ts';

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

const endpointContract = (open: () => Promise<WebhookEndpoints>) => {
  let all: WebhookEndpoints;
  beforeAll(async () => {
    all = await open();
  });

  it('is kept as it was made, once, and not told with its secret', async () => {
    const endpoint = anEndpoint({ description: 'archive' });
    expect(await all.create(endpoint, 'first')).toBe(true);
    expect(await all.create({ ...endpoint, url: 'https://other.example/' }, 'second')).toBe(false);
    expect(await all.get(endpoint.id)).toEqual(endpoint);
    expect(await all.secrets(endpoint.id, now)).toEqual(['first']);
    expect(await all.get(newId())).toBeNull();
  });

  it('is listed with its owner’s others, newest first, without the default', async () => {
    const owner = newId();
    const mine = [anEndpoint({ owner }), anEndpoint({ owner })];
    const { url: _url, ...standsForAddresses } = anEndpoint({ id: `default-${owner}`, owner });
    for (const endpoint of [...mine, standsForAddresses, anEndpoint()]) await all.create(endpoint, 's');
    expect((await all.list(owner)).map(({ id }) => id)).toEqual(mine.map(({ id }) => id).reverse());
    expect(await all.get(standsForAddresses.id)).toEqual(standsForAddresses);
  });

  it('is changed in what is named, and loses what is unset', async () => {
    const endpoint = anEndpoint();
    await all.create(endpoint, 's');
    const turnedOff = { at: now.toISOString(), why: 'it answered 410' };
    await all.change(endpoint.id, { enabled: false, turnedOff, failingSince: now.toISOString() });
    expect(await all.change(endpoint.id, { enabled: true, turnedOff: undefined, failingSince: undefined })).toEqual(
      endpoint,
    );
    expect(await all.change(newId(), { enabled: false })).toBeNull();
  });

  it('signs by its new secret and, for a time, by the one before', async () => {
    const { id } = anEndpoint();
    await all.create(anEndpoint({ id }), 'first');
    await all.rotate(id, { secret: 'second', until: later(60) });
    expect(await all.secrets(id, later(59))).toEqual(['second', 'first']);
    expect(await all.secrets(id, later(60))).toEqual(['second']);
    await all.rotate(id, { secret: 'third', until: later(120) });
    expect(await all.secrets(id, later(59))).toEqual(['third', 'second']);
  });

  it('is gone with its secrets once it is removed', async () => {
    const endpoint = anEndpoint();
    await all.create(endpoint, 's');
    await all.remove(endpoint.id);
    expect(await all.get(endpoint.id)).toBeNull();
    expect(await all.secrets(endpoint.id, now)).toEqual([]);
    expect(await all.list(endpoint.owner)).not.toContainEqual(endpoint);
    await all.rotate(endpoint.id, { secret: 'x', until: later(60) });
    expect(await all.get(endpoint.id)).toBeNull();
  });
};

const deliveryContract = (open: () => Promise<WebhookDeliveries>) => {
  let all: WebhookDeliveries;
  beforeAll(async () => {
    all = await open();
  });

  it('is written once, and answered as it is from then on', async () => {
    const delivery = aDelivery();
    expect(await all.create(delivery)).toEqual(delivery);
    const changed = await all.change(delivery, { tried: 1, nextAt: now.toISOString() });
    expect(await all.create(delivery)).toEqual(changed);
    expect(await all.get(delivery.endpoint, delivery.id)).toEqual(changed);
    expect(await all.get(newId(), delivery.id)).toBeNull();
  });

  it('is changed by who saw it as it is, and by nobody else', async () => {
    const delivery = await all.create(aDelivery());
    const attempts = [{ at: now.toISOString(), milliseconds: 12, status: 204, response: '' }];
    const done = await all.change(delivery, { state: 'delivered', tried: 1, attempts });
    expect(done).toEqual({ ...delivery, state: 'delivered', tried: 1, attempts });
    expect(await all.change(delivery, { state: 'failed', tried: 1 })).toBeNull();
    expect(await all.change({ ...delivery, tried: 1 }, { why: 'x' })).toBeNull();
  });

  it('loses what is unset', async () => {
    const delivery = await all.create(aDelivery({ nextAt: now.toISOString(), why: 'x' }));
    const { nextAt: _nextAt, why: _why, ...rest } = delivery;
    expect(await all.change(delivery, { nextAt: undefined, why: undefined })).toEqual(rest);
  });

  it('is listed by its endpoint, newest first, page by page', async () => {
    const endpoint = newId();
    const made = Array.from({ length: 5 }, () => aDelivery({ endpoint }));
    for (const delivery of [...made, aDelivery()]) await all.create(delivery);
    const first = await all.page(endpoint, { limit: 3 });
    const second = await all.page(endpoint, { limit: 3, cursor: first.cursor ?? '' });
    expect([...first.items, ...second.items]).toEqual([...made].reverse());
    expect(second.cursor).toBeNull();
    await expect(all.page(newId(), { limit: 3, cursor: first.cursor ?? '' })).rejects.toMatchObject({
      field: 'cursor',
    });
  });
};

/** Says whether it was opened for what it was sealed for; KMS itself has its own tests. */
const sealer: Sealer = {
  seal: async (text, context) => Buffer.from(JSON.stringify([Buffer.from(text).toString(), context])),
  open: async (sealed, context) => {
    const [text, of] = JSON.parse(Buffer.from(sealed).toString());
    if (JSON.stringify(of) !== JSON.stringify(context)) throw new Error('of something else');
    return Buffer.from(text);
  },
};

describe('webhook endpoints in memory', () => endpointContract(async () => inMemoryWebhookEndpoints()));
describe('webhook deliveries in memory', () => deliveryContract(async () => inMemoryWebhookDeliveries()));

describe('in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  describe('webhook endpoints', () => endpointContract(async () => webhookEndpoints((await own).table, sealer)));
  describe('webhook deliveries', () => deliveryContract(async () => webhookDeliveries((await own).table)));

  it('whose an endpoint is can be asked without the rest', async () => {
    const { table } = await own;
    const endpoint = anEndpoint();
    await webhookEndpoints(table, sealer).create(endpoint, 's');
    expect(await webhookOwners(table).ownerOf(endpoint.id)).toBe('alice');
    expect(await webhookOwners(table).ownerOf(newId())).toBeNull();
  });
});
