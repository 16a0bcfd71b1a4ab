import { describe, expect, it } from 'vitest';
import { startTranscode } from '#media/routes/start-transcode.ts';
import { startUpload } from '#uploads/routes/start-upload.ts';
import { takeObject } from '#uploads/take-object.ts';
import { anUpload } from '../../support/builders.ts';
import { anEngine, now, put, send } from '../../support/engine.ts';

const mine = '01234567-89ab-7def-8123-456789abcdef';
const bobs = '01234567-89ab-7def-8123-456789abcdee';
const address = 'https://example.com/hooks/done?token=secret';

const anEngineOf = (known: Parameters<typeof anEngine>[0] = {}) => {
  const engine = anEngine({ webhooks: { [mine]: 'alice', [bobs]: 'bob' }, ...known });
  put(engine, 'raw/alice/holiday.mov');
  return engine;
};

/** How each verb that starts a job takes it. */
const verbs = {
  'POST /api/v1/transcode': {
    field: 'webhook',
    ask: (webhook: unknown, engine = anEngineOf()) =>
      send(startTranscode, engine, { body: { source: { key: 'raw/alice/holiday.mov' }, webhook } }),
  },
  'POST /api/v1/uploads': {
    field: 'then.webhook',
    ask: (webhook: unknown, engine = anEngineOf()) =>
      send(startUpload, engine, { body: { fileName: 'a.mov', bytes: 10, then: { webhook } } }),
  },
};

describe.each(Object.entries(verbs))('the webhook of %s', (_verb, { field, ask }) => {
  it.each([address, mine])('may be %s', async (webhook) => {
    expect((await ask(webhook)).status).toBeLessThan(300);
  });

  it.each([
    ["another's endpoint", bobs, 400, 'request.invalid'],
    ['an endpoint that never was', '01234567-89ab-7def-8123-456789abcd00', 400, 'request.invalid'],
    ['no address', 'example.com/hook', 400, 'request.invalid'],
    ['another protocol', 'ftp://example.com/hook', 400, 'request.invalid'],
    ['an address of this machine', 'http://127.0.0.1:9000/hook', 403, 'source.forbidden'],
    ['the metadata of a cloud', 'http://169.254.169.254/latest/meta-data', 403, 'source.forbidden'],
    ['a name within a network', 'https://printer.local/hook', 403, 'source.forbidden'],
    ['a password in an address', 'https://ann:secret@example.com/hook', 403, 'source.forbidden'],
  ])('is refused where it is %s', async (_what, webhook, status, code) => {
    const answer = await ask(webhook);
    expect(answer).toMatchObject({ status, body: { code, field } });
    expect(answer.body.detail).not.toContain('secret');
  });

  it('may be on this machine where the installation allows the port', async () => {
    const engine = { ...anEngineOf(), guardRules: { allowLoopback: [9000] } };
    expect((await ask('http://127.0.0.1:9000/hook', engine)).status).toBeLessThan(300);
    expect((await ask('http://127.0.0.1:9001/hook', engine)).status).toBe(403);
  });
});

describe('the record of a job', () => {
  it('keeps whom to call, and shows it to nobody', async () => {
    const engine = anEngineOf();
    const { body } = await verbs['POST /api/v1/transcode'].ask(address, engine);
    expect((await engine.jobs.get(body.id))?.webhook).toBe(address);
    expect(JSON.stringify(body)).not.toContain('example.com');
  });

  it('keeps whom its upload wished to be called', async () => {
    const upload = anUpload({ then: { preset: 'mp3', webhook: mine }, state: 'completed' });
    const engine = anEngineOf({ uploads: [upload] });
    put(engine, upload.key);
    const job = await takeObject({ detail: { object: { key: upload.key } } }, now, engine);
    expect(job).toMatchObject({ webhook: mine, request: { make: { preset: 'mp3' } } });
    expect(job?.request).not.toHaveProperty('webhook');
  });
});
