import { expect, it } from 'vitest';
import { submit } from '../support/client.ts';
import { aPerson } from '../support/people.ts';
import { source } from '../support/sources.ts';

const stranger = 'stranger@elsewhere.example';
const then = { preset: 'wav' };

it('an upload for a stranger’s mail is refused by its field, with whose may be named', async () => {
  const { api, email } = await aPerson('user');
  const wish = { fileName: 'a.mp4', bytes: 10, then: { ...then, email: stranger } };
  const refused = await api('POST', '/api/v1/uploads', { body: wish });
  expect(refused).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'then.email' } });
  expect(refused.body.detail).toContain(`${email} (your own)`);
});

it('a transcode may name its owner’s own address, and nobody else’s', async () => {
  const { api, email } = await aPerson('user');
  const job = await submit(api, await source('tiny.mp4'), { ...then, email: email.toUpperCase() });
  const { body } = await api('GET', `/api/v1/jobs/${job}`);
  const again = { source: { key: body.request.source }, ...then };
  const refused = await api('POST', '/api/v1/transcode', { body: { ...again, email: stranger } });
  expect(refused).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'email' } });
  expect((await api('POST', '/api/v1/transcode', { body: { ...again, email } })).status).toBe(202);
});
