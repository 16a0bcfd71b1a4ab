import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { presetNames } from '#media/presets.ts';
import { ask } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';

/** One request whose headers and bytes are not touched by a client library. */
const rawly = (
  path: string,
  headers: Record<string, string>,
): Promise<{ headers: NodeJS.Dict<unknown>; bytes: Buffer }> =>
  new Promise((resolve, reject) => {
    const sent = request(new URL(path, inject('stack').publicUrl), { headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      resolve({ headers: answer.headers, bytes: Buffer.concat(chunks) });
    });
    sent.on('error', reject).end();
  });

describe('requests as they come from outside', () => {
  let person: Person;
  const uploadOf = { fileName: 'a.mp4', bytes: 1000 };
  const post = (path: string, asked: Parameters<Person['api']>[2]) => person.api('POST', path, asked);

  beforeAll(async () => {
    person = await aPerson('user');
  });

  it.each([
    ['a body that is not JSON', { raw: '{"bytes":' }, 400, 'request.not-json', undefined],
    ['an empty body', { raw: '', headers: { 'content-type': 'application/json' } }, 400, 'request.not-json', undefined],
    [
      'another content type',
      { raw: 'a=b', headers: { 'content-type': 'text/plain' } },
      415,
      'request.media-type',
      undefined,
    ],
    ['a body that is no object', { body: [1] }, 400, 'request.invalid', undefined],
    ['an unknown field', { body: { ...uploadOf, colour: 'red' } }, 400, 'request.invalid', 'colour'],
    ['a field of another type', { body: { ...uploadOf, bytes: '1000' } }, 400, 'request.invalid', 'bytes'],
    ['a number that no file has', { body: { ...uploadOf, bytes: -1 } }, 400, 'request.invalid', 'bytes'],
    [
      'two wishes at once',
      { body: { ...uploadOf, then: { preset: 'mp3', container: 'wav' } } },
      400,
      'request.invalid',
      'then.preset',
    ],
    [
      'a body of megabytes',
      { body: { ...uploadOf, fileName: 'x'.repeat(1_100_000) } },
      413,
      'request.too-large',
      undefined,
    ],
  ] as const)('are refused with %s', async (_what, asked, status, code, field) => {
    const answer = await post('/api/v1/uploads', asked);
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.body.field).toBe(field);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ type: `urn:reelmill:error:${code}`, title: expect.any(String) });
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'));
    expect(answer.text).not.toMatch(/\bat \/|node_modules|Zod/);
  });

  it('are refused at the front door when no API would read them', async () => {
    const answer = await post('/api/v1/uploads', { raw: `"${'x'.repeat(11 * 1024 ** 2)}"` }).catch(() => null);
    if (answer) expect(answer).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
    expect((await ask('GET', '/healthz')).status).toBe(200);
  });

  it('are told which presets there are when they name none of them', async () => {
    const answer = await post('/api/v1/uploads', { body: { ...uploadOf, then: { preset: 'h264-9000p' } } });
    expect(answer).toMatchObject({ status: 400, body: { field: 'then.preset' } });
    for (const name of presetNames) expect(answer.body.detail).toContain(name);
    const { body } = await person.api('GET', '/api/v1/presets');
    expect(body.presets.map(({ name }: { name: string }) => name)).toEqual(presetNames);
  });

  it.each([
    ['a cursor that we did not make', '/api/v1/jobs?cursor=AAAA', 'cursor'],
    ['a state that there is not', '/api/v1/jobs?state=happy', 'state[0]'],
    ['a time that is none', '/api/v1/jobs?since=yesterday', 'since'],
    ['a page of thousands', '/api/v1/jobs?limit=5000', 'limit'],
    ['a question that there is not', '/api/v1/jobs?colour=red', 'colour'],
    ['an id that is none', '/api/v1/jobs/42', 'id'],
  ])('are refused with %s', async (_what, path, field) => {
    expect(await person.api('GET', path)).toMatchObject({ status: 400, body: { code: 'request.invalid', field } });
  });

  it.each([
    ['GET', '/api/v1/nothing'],
    ['GET', '/v1/nothing'],
  ])('are told that there is no %s %s', async (method, path) => {
    const answer = await person.api(method, path);
    expect(answer).toMatchObject({ status: 404, body: { code: 'route.unknown' } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'));
  });

  it.each([
    ['PATCH', '/api/v1/jobs', 'GET'],
    ['POST', `/api/v1/jobs/${randomUUID()}`, 'DELETE, GET'],
    ['DELETE', '/api/docs/', 'GET, HEAD'],
  ])('are told which methods there are besides %s %s', async (method, path, allow) => {
    const answer = await person.api(method, path);
    expect(answer).toMatchObject({ status: 405, body: { code: 'route.method', status: 405 } });
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'));
  });

  it('are answered with the headers that keep browsers out of trouble, refused or not', async () => {
    for (const path of ['/api/v1/jobs', '/api/v1/jobs/42']) {
      const { headers } = await person.api('GET', path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{7,}/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-dns-prefetch-control')).toBe('off');
      expect(headers.get('x-download-options')).toBe('noopen');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('cache-control')).toMatch(/no-cache|no-store/);
    }
  });

  it('are answered packed when they may be', async () => {
    const authorization = `Bearer ${person.token}`;
    const plain = await rawly('/api/v1/presets', { authorization });
    expect(plain.headers['content-encoding']).toBeUndefined();
    const packed = await rawly('/api/v1/presets', { authorization, 'accept-encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length);
    expect(gunzipSync(packed.bytes)).toEqual(plain.bytes);
  });

  it("are refused when another origin's page sends them, and open no origin to any", async () => {
    const origin = 'https://evil.example';
    const foreign = await person.api('GET', '/api/v1/jobs', { headers: { origin } });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'request.foreign' } });
    const preflight = await ask('OPTIONS', '/api/v1/jobs', {
      headers: { origin, 'access-control-request-method': 'GET' },
    });
    expect(preflight.status).toBe(403);
    const plain = await ask('OPTIONS', '/api/v1/jobs');
    expect(plain.status).toBe(204);
    for (const { headers } of [foreign, preflight, plain, await person.api('GET', '/api/v1/jobs')])
      expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
