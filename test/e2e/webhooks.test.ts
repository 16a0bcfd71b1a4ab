import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { beginUpload, ended, submit } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { aReceiver, verified } from '../support/receiver.ts';
import { quickly, source } from '../support/sources.ts';
import { until } from '../support/wait.ts';

const base = '/api/v1/webhook-endpoints';

describe('webhooks', () => {
  let ann: Person;
  let receiver: Awaited<ReturnType<typeof aReceiver>>;
  const secrets: string[] = [];

  const create = async (path: string, more: object = {}) => {
    const { body } = await ann.api('POST', base, { body: { url: receiver.url(path), ...more } });
    secrets.push(body.secret);
    return body;
  };
  const deliveriesOf = async (id: string) => (await ann.api('GET', `${base}/${id}/deliveries`)).body.deliveries;
  const settled = (id: string) =>
    until(
      () => deliveriesOf(id),
      (deliveries) => deliveries.length > 0 && deliveries.every(({ state }: { state: string }) => state !== 'pending'),
    );

  beforeAll(async () => {
    [ann, receiver] = await Promise.all([aPerson('user'), aReceiver({ '/busy': [500], '/gone': [410] })]);
  });
  afterAll(() => receiver[Symbol.asyncDispose]());

  it('tell every endpoint, and the address that the request names once it can be reached, how a job ended', async () => {
    const all = await create('/all', { description: 'the archive' });
    await create('/named', { jobs: 'named' });
    await create('/failures', { types: ['job.failed'] });
    const job = await submit(ann.api, await source('tiny.mp4'), { ...quickly, webhook: receiver.url('/busy') });
    expect(await ended(ann.api, job)).not.toHaveProperty('webhook');

    const [told] = await receiver.waitFor('/all', 1);
    expect(told && verified(all.secret, told)).toMatchObject({
      type: 'job.succeeded',
      data: { job: { id: job, state: 'succeeded', artifacts: [{ name: 'tiny.mp4' }, { name: 'tiny.jpg' }] } },
    });

    const { secret } = (await ann.api('GET', `${base}/default/secret`)).body;
    secrets.push(secret);
    const tries = await receiver.waitFor('/busy', 2);
    for (const message of tries) expect(verified(secret, message).data.job.id).toBe(job);
    expect(new Set(tries.map(({ headers, body }) => headers['webhook-id'] + body)).size).toBe(1);
    expect(await settled('default')).toMatchObject([
      { state: 'delivered', tried: 2, job, attempts: [{ status: 500 }, { status: 204 }] },
    ]);
    expect(receiver.at('/named')).toEqual([]);
    expect(receiver.at('/failures')).toEqual([]);
  });

  it('are sent again when asked, with the same id, and told apart by their log', async () => {
    const { id, secret } = await create('/replayed', { jobs: 'named' });
    const test = await ann.api('POST', `${base}/${id}/test`);
    expect(test.status).toBe(202);
    const [first] = await receiver.waitFor('/replayed', 1);
    await settled(id);
    const again = await ann.api('POST', `${base}/${id}/deliveries/${test.body.id}/replay`);
    expect(again).toMatchObject({ status: 202, body: { id: test.body.id, state: 'pending' } });
    const [, second] = await receiver.waitFor('/replayed', 2);
    expect(second && verified(secret, second)).toMatchObject({ type: 'webhook.test' });
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(await settled(id)).toMatchObject([{ id: test.body.id, tried: 2, attempts: [{}, {}] }]);
  });

  it('are signed by both secrets for a day after one was replaced', async () => {
    const { id, secret: old } = await create('/rotated', { jobs: 'named' });
    const { body } = await ann.api('POST', `${base}/${id}/rotate`);
    secrets.push(body.secret);
    await ann.api('POST', `${base}/${id}/test`);
    const [message] = await receiver.waitFor('/rotated', 1);
    for (const secret of [old, body.secret]) expect(message && verified(secret, message)).toBeTruthy();
    expect(() => message && verified(`whsec_${Buffer.alloc(32).toString('base64')}`, message)).toThrow();
  });

  it('tell of a job that was canceled, to who names the endpoint', async () => {
    const { id, secret } = await create('/canceled', { jobs: 'named', types: ['job.canceled'] });
    const job = await submit(ann.api, await source('noisy.mkv'), { preset: 'av1-1080p', webhook: id });
    await ann.api('DELETE', `/api/v1/jobs/${job}`);
    const [message] = await receiver.waitFor('/canceled', 1);
    expect(message && verified(secret, message)).toMatchObject({
      type: 'job.canceled',
      data: { job: { id: job, state: 'canceled' } },
    });
  });

  it('end for who answers 410, until it is turned on again', async () => {
    const { id } = await create('/gone', { jobs: 'named' });
    await ann.api('POST', `${base}/${id}/test`);
    const show = async () => (await ann.api('GET', `${base}/${id}`)).body;
    const off = await until(show, ({ enabled }) => !enabled);
    expect(off.turnedOff.why).toMatch(/410/);
    const on = await ann.api('PATCH', `${base}/${id}`, { body: { enabled: true } });
    expect(on.body).toMatchObject({ enabled: true });
    expect(on.body).not.toHaveProperty('turnedOff');
  });

  it('go to nobody whom the guard forbids, nor to what is another’s', async () => {
    const bob = await aPerson('user');
    const { id } = await create('/annes', { jobs: 'named' });
    const film = await source('tiny.mp4');
    const ask = (api: Person['api'], webhook: string) => beginUpload(api, film, { then: { webhook } });
    for (const url of [
      'http://127.0.0.1:22/x',
      'http://169.254.169.254/',
      'http://[::ffff:10.0.0.1]/',
      'http://0x7f000001/',
    ])
      expect(await ask(ann.api, url)).toMatchObject({
        status: 403,
        body: { code: 'source.forbidden', field: 'then.webhook' },
      });
    const refused = { status: 400, body: { code: 'request.invalid', field: 'then.webhook' } };
    expect(await ask(bob.api, id)).toMatchObject(refused);
    expect((await ask(ann.api, id)).status).toBe(201);
    expect((await bob.api('GET', `${base}/${id}`)).body.code).toBe('webhook.not-found');
    expect(await ann.api('POST', base, { body: { url: 'https://localhost/x' } })).toMatchObject({ status: 403 });
  });

  it('leave their secrets in no log', async () => {
    const logs = join(inject('stack').data, 'logs');
    expect(secrets.length).toBeGreaterThan(6);
    for (const file of await readdir(logs)) {
      const log = await readFile(join(logs, file), 'utf8');
      for (const secret of secrets) expect(log.includes(secret.replace('whsec_', '')), file).toBe(false);
    }
  });
});
