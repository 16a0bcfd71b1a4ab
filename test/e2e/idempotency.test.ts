import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ended, upload } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { source } from '../support/sources.ts';

describe('a request that is sent again', () => {
  let person: Person;
  let body: { source: { upload: string }; preset: string };

  const transcode = (key: string, sent: object = body, { api } = person) =>
    api('POST', '/api/v1/transcode', { body: sent, headers: { 'idempotency-key': key } });

  beforeAll(async () => {
    person = await aPerson('user');
    const { body: done } = await upload(person.api, await source('tiny.mp4'));
    body = { source: { upload: done.upload.id }, preset: 'wav' };
  });

  it('gets the same job while its key and body are the same, also when that job is over', async () => {
    const key = randomUUID();
    const first = await transcode(key);
    expect(first.status).toBe(202);
    expect((await transcode(key)).body.id).toBe(first.body.id);
    expect(await ended(person.api, first.body.id)).toMatchObject({ state: 'succeeded' });
    expect(await transcode(key)).toMatchObject({ status: 200, body: { id: first.body.id, state: 'succeeded' } });
  });

  it('is refused when the key stands for another body', async () => {
    const key = randomUUID();
    const first = await transcode(key);
    const other = await transcode(key, { ...body, preset: 'mp3' });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.conflict', field: 'Idempotency-Key' } });
    expect((await transcode(key)).body.id).toBe(first.body.id);
  });

  it('is another request when somebody else sends it', async () => {
    const key = randomUUID();
    const stranger = await aPerson('user');
    const { body: done } = await upload(stranger.api, await source('tiny.mp4'));
    const theirs = await transcode(key, { ...body, source: { upload: done.upload.id } }, stranger);
    expect(theirs.status).toBe(202);
    expect((await transcode(key)).body.id).not.toBe(theirs.body.id);
  });

  it('makes one job of twenty at once', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => transcode(key)));
    // 200 where the job was over before the last of them was heard
    for (const { status } of answers) expect([200, 202]).toContain(status);
    expect(new Set(answers.map(({ body: job }) => job.id)).size).toBe(1);
  });

  it.each(['two words', 'ü', 'x'.repeat(256)])('is refused with a key like %j', async (key) => {
    expect(await transcode(key)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', field: 'Idempotency-Key' },
    });
  });

  it('begins one upload, however many at once, and is refused with another body', async () => {
    const key = randomUUID();
    const begin = (bytes = 1000) =>
      person.api('POST', '/api/v1/uploads', {
        body: { fileName: 'once.mp4', bytes },
        headers: { 'idempotency-key': key },
      });
    const answers = await Promise.all(Array.from({ length: 8 }, () => begin()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body: plan }) => plan.id)).size).toBe(1);
    expect(await begin(2000)).toMatchObject({ status: 422, body: { code: 'idempotency.conflict' } });
    const plan = answers[0]?.body;
    const sent = await fetch(plan.parts[0].url, { method: 'PUT', body: new Uint8Array(1000) });
    expect(sent.status).toBe(200);
    expect((await person.api('POST', `/api/v1/uploads/${plan.id}/complete`, { body: {} })).status).toBe(200);
  });
});
