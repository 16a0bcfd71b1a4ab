import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import type { WebhookDelivery, WebhookEndpoint } from '#shared/ports/webhooks.ts';
import { defaultId } from '#webhooks/default-endpoint.ts';
import { deliver } from '#webhooks/deliver.ts';
import { aDelivery, anEndpoint, aPostOffice, secret } from '../../support/webhooks.ts';

type Known = { readonly endpoint?: Partial<WebhookEndpoint>; readonly delivery?: Partial<WebhookDelivery> };

/** A delivery that waits for its first try. */
const anOffice = async ({ endpoint = {}, delivery = {} }: Known = {}) => {
  const office = aPostOffice();
  const made = anEndpoint(endpoint);
  await office.ports.endpoints.create(made, secret);
  const begun = await office.ports.deliveries.create(aDelivery({ endpoint: made.id, ...delivery }));
  await office.ports.queue.send({ endpoint: made.id, delivery: begun.id, tried: begun.tried }, 0);
  const now = () => office.ports.deliveries.get(made.id, begun.id);
  const health = () => office.ports.endpoints.get(made.id);
  const lines = async () =>
    (await office.ports.logs.page(begun.job ?? '', { limit: 9 })).items.map(({ step, line }) => `${step}: ${line}`);
  return { ...office, made, begun, now, health, lines };
};

describe('a delivery', () => {
  it('is posted once, signed as the standard has it, and written down', async () => {
    const { next, posted, now, begun, time } = await anOffice();
    time.now = new Date();
    expect(await next()).toBe('delivered');
    expect(posted).toMatchObject([{ url: 'https://example.com/hook', headers: { 'webhook-id': begun.id } }]);
    const [{ body = '', headers = {} } = {}] = posted;
    expect(new Webhook(secret).verify(body, headers)).toEqual({ type: 'job.succeeded' });
    expect(await now()).toMatchObject({ state: 'delivered', tried: 1, attempts: [{ status: 204, response: '' }] });
    expect(await next()).toBe('nothing');
  });

  it('is tried again with the same id and body, after pauses, until it gets through', async () => {
    const { next, answers, posted, now, health, pass } = await anOffice();
    answers.push({ status: 500, response: 'oops' }, { failed: 'ECONNREFUSED' });
    expect(await next()).toBe('pending');
    expect(await now()).toMatchObject({
      tried: 1,
      nextAt: '2026-11-21T12:00:05.000Z',
      attempts: [{ response: 'oops' }],
    });
    expect(await health()).toMatchObject({ failingSince: '2026-11-21T12:00:00.000Z' });
    expect(await next()).toBe('pending');
    pass(1);
    expect(await next()).toBe('delivered');
    expect(new Set(posted.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    expect(new Set(posted.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    const { nextAt, ...settled } = (await now()) as WebhookDelivery;
    expect(settled).toMatchObject({ state: 'delivered', tried: 3, attempts: [{}, { error: 'ECONNREFUSED' }, {}] });
    expect(nextAt).toBeUndefined();
    expect((await health())?.failingSince).toBeUndefined();
  });

  it('is given up after eight tries, which the job’s log says with the host alone', async () => {
    const { next, answers, now, lines, posted } = await anOffice({
      endpoint: { url: 'https://example.com/hook?t=s3cret' },
    });
    answers.push(...Array.from({ length: 20 }, () => ({ status: 503, response: '' })));
    const states: string[] = [];
    for (let state = await next(); state !== 'nothing'; state = await next()) states.push(state);
    expect(states).toEqual([...Array.from({ length: 7 }, () => 'pending'), 'failed']);
    expect(posted).toHaveLength(8);
    expect(await now()).toMatchObject({ state: 'failed', why: 'every try failed' });
    expect(await lines()).toEqual(['webhook: the webhook to example.com was given up: every try failed']);
  });

  it('comes early from a queue that knows no long pauses, and waits on', async () => {
    const { next, ports, posted, now } = await anOffice({ delivery: { tried: 4, nextAt: '2026-11-21T14:00:00.000Z' } });
    expect(await next()).toBe('waits');
    expect(ports.queue.sent).toMatchObject([{ seconds: 7200, due: { tried: 4 } }]);
    expect(posted).toEqual([]);
    expect(await next()).toBe('delivered');
    expect((await now())?.tried).toBe(5);
  });

  it('is tried once though its message comes twice, and never after its end', async () => {
    const { ports, posted, made, begun } = await anOffice();
    const due = { endpoint: made.id, delivery: begun.id, tried: 0 };
    expect(await deliver(due, ports)).toBe('delivered');
    expect(await deliver(due, ports)).toBe('stale');
    expect(await deliver({ ...due, tried: 1 }, ports)).toBe('stale');
    expect(posted).toHaveLength(1);
  });

  it('that comes before the try before it is written down is not lost', async () => {
    const { ports, made, begun } = await anOffice();
    const early = deliver({ endpoint: made.id, delivery: begun.id, tried: 1 }, ports);
    await expect(early).rejects.toMatchObject({ code: 'service.unavailable' });
  });

  it('asks for its next try before it writes this one down, so that a death in between loses nothing', async () => {
    const { ports, answers, made, begun } = await anOffice();
    answers.push({ status: 500, response: '' });
    const dying = {
      ...ports,
      deliveries: { ...ports.deliveries, change: async () => Promise.reject(new Error('gone')) },
    };
    ports.queue.sent.length = 0;
    await expect(deliver({ endpoint: made.id, delivery: begun.id, tried: 0 }, dying)).rejects.toThrow('gone');
    expect(ports.queue.sent).toMatchObject([{ due: { tried: 1 }, seconds: 5 }]);
  });

  it('goes where its endpoint is now', async () => {
    const { next, ports, made, posted } = await anOffice();
    await ports.endpoints.change(made.id, { url: 'https://example.org/new' });
    await next();
    expect(posted).toMatchObject([{ url: 'https://example.org/new' }]);
  });

  it('to an address that a request named is signed by the default secret, and turns nothing off', async () => {
    const id = defaultId('alice');
    const { next, posted, answers, health, now } = await anOffice({
      endpoint: { id, url: undefined },
      delivery: { url: 'https://example.org/mine' },
    });
    answers.push({ status: 410, response: '' });
    expect(await next()).toBe('failed');
    expect(posted).toMatchObject([{ url: 'https://example.org/mine' }]);
    expect(await health()).toMatchObject({ enabled: true });
    expect((await now())?.why).toMatch(/410/);
  });
});

describe('an endpoint', () => {
  it('that answers 410 is turned off, and gets nothing more', async () => {
    const { next, answers, health, now } = await anOffice();
    answers.push({ status: 410, response: 'gone' });
    expect(await next()).toBe('failed');
    expect(await next()).toBe('nothing');
    expect(await health()).toMatchObject({ enabled: false, turnedOff: { at: '2026-11-21T12:00:00.000Z' } });
    expect(await now()).toMatchObject({ state: 'failed' });
  });

  it('that has failed for five days is turned off with a note', async () => {
    const { next, answers, health } = await anOffice({ endpoint: { failingSince: '2026-11-16T12:00:00.000Z' } });
    answers.push({ status: 500, response: '' });
    expect(await next()).toBe('pending');
    expect(await health()).toMatchObject({ enabled: false, turnedOff: { why: 'nothing got through for five days' } });
    expect(await next()).toBe('failed');
  });

  it.each([
    ['was removed', 'the endpoint was removed'],
    ['is paused', 'the endpoint is turned off'],
  ])('that %s is sent nothing', async (what, why) => {
    const { ports, next, made, now, posted } = await anOffice();
    if (what === 'is paused') await ports.endpoints.change(made.id, { enabled: false });
    else await ports.endpoints.remove(made.id);
    expect(await next()).toBe('failed');
    expect(posted).toEqual([]);
    expect(await now()).toMatchObject({ state: 'failed', why });
  });

  it('whose address is forbidden is not tried again', async () => {
    const { next, answers, now } = await anOffice();
    answers.push({ refused: 'it leads to 10.0.0.1: private' });
    expect(await next()).toBe('failed');
    expect(await now()).toMatchObject({
      why: 'its address is forbidden',
      attempts: [{ error: 'the address is forbidden: it leads to 10.0.0.1: private' }],
    });
  });
});
