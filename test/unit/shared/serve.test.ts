import { expect, test } from 'vitest';
import * as z from 'zod';
import { ok, route } from '#shared/route.ts';
import { call, silentLog } from '../../support/call.ts';

const greet = route({
  method: 'POST',
  path: '/api/v1/greetings/{language}',
  summary: 'Greet somebody',
  allows: 'write',
  params: z.strictObject({ language: z.enum(['en', 'de']) }),
  body: z.strictObject({ name: z.string().min(1), times: z.int().positive().optional() }),
  repeatable: true,
  replies: { 200: z.unknown() },
  handle: async ({ params, body, caller }, { sign }: { sign: (text: string) => string }) =>
    ok({ text: sign(`${params.language} ${body.name}`), by: caller.name }),
});

const ports = { sign: (text: string) => `${text}!` };
const ask = { as: 'ann/user', params: { language: 'en' }, body: { name: 'Bo' } } as const;

test('a valid request reaches the handler with what was parsed and who is calling', async () => {
  const answer = await call(greet, ports, ask);

  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ text: 'en Bo!', by: 'ann' });
  expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-request-id': expect.any(String) });
});

test.each([
  ['nobody', undefined, 401, 'auth.required'],
  ['a caller whose sign-in has expired', 'expired', 401, 'auth.expired'],
  ['a viewer', 'ann/viewer', 403, 'auth.forbidden'],
] as const)('%s is refused before anything is read', async (_who, as, status, code) => {
  const answer = await call(greet, ports, { ...ask, as: as as never, raw: 'not json' });

  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ status, code, requestId: expect.any(String) });
  expect(answer.headers['content-type']).toBe('application/problem+json');
});

test.each([
  ['bad JSON', { raw: '{"name":' }, 400, 'request.not-json', undefined],
  ['half a surrogate pair', { raw: '{"name":"\\ud800"}' }, 400, 'request.not-json', undefined],
  ['an empty body', { raw: '' }, 400, 'request.not-json', undefined],
  ['another content type', { headers: { 'content-type': 'text/plain' } }, 415, 'request.media-type', undefined],
  ['a body over the limit', { raw: `{"name":"${'x'.repeat(1_000_001)}"}` }, 413, 'request.too-large', undefined],
  ['a missing field', { body: {} }, 400, 'request.invalid', 'name'],
  ['a field that does not exist', { body: { name: 'Bo', colour: 1 } }, 400, 'request.invalid', 'colour'],
  ['a value out of range', { body: { name: 'Bo', times: -1 } }, 400, 'request.invalid', 'times'],
  ['a bad path parameter', { params: { language: 'xx' } }, 400, 'request.invalid', 'language'],
  ['a bad idempotency key', { headers: { 'idempotency-key': 'a b' } }, 400, 'request.invalid', 'Idempotency-Key'],
] as const)('%s is told by code and field', async (_what, change, status, code, field) => {
  const answer = await call(greet, ports, { ...ask, ...change } as never);

  expect(answer.status).toBe(status);
  expect(answer.body.code).toBe(code);
  expect(answer.body.field).toBe(field);
});

const rest = route({
  method: 'POST',
  path: '/api/v1/rests',
  summary: 'Rest a while',
  allows: 'write',
  body: z.strictObject({ days: z.int().min(1).default(7) }),
  replies: { 200: z.unknown() },
  handle: async ({ body }) => ok(body),
});

test.each([
  ['no body and no type', {}, 200, { days: 7 }],
  ['no body though a type', { raw: '' }, 200, { days: 7 }],
  ['a body', { body: { days: 3 } }, 200, { days: 3 }],
  [
    'a body without a type',
    { raw: '{"days":3}', headers: { 'content-type': '' } },
    415,
    { code: 'request.media-type' },
  ],
])('where no field is required, %s will do or is told', async (_what, asked, status, body) => {
  expect(await call(rest, {}, { as: 'ann/user', ...asked } as never)).toMatchObject({ status, body });
});

test.each(['\\ud83d\\ude00', '\\\\ud800'])('a name of %s is as good as any', async (name) => {
  const answer = await call(greet, ports, { ...ask, raw: `{"name":"${name}"}` });

  expect(answer.status).toBe(200);
});

test('the log names the route and who calls, and not the path, which may hold a token', async () => {
  const begun: unknown[] = [];
  const log = { ...silentLog, begin: (about: unknown) => void begun.push(about) };

  await call(greet, ports, { ...ask, params: { language: 'token-of-a-link' } }, { log });

  const route = { requestId: expect.any(String), route: 'POST /api/v1/greetings/{language}' };
  expect(begun).toEqual([route, { ...route, owner: 'ann' }]);
});

test('another method of a known path is told which there are', async () => {
  const answer = await call(greet, ports, { ...ask, method: 'PATCH' });

  expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  expect(answer.body).toMatchObject({ code: 'route.method', requestId: expect.any(String) });
});

test('what breaks inside is told by its code and request id alone', async () => {
  const broken = {
    sign: () => {
      throw new Error('secret of the inside');
    },
  };

  const answer = await call(greet, broken, ask);

  expect(answer.status).toBe(500);
  expect(answer.body.code).toBe('internal');
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test('a used-up limit answers 429 with when to come again', async () => {
  const spent = { take: async () => ({ allowed: false, remaining: 0, resetSeconds: 42 }) };

  const answer = await call(greet, ports, ask, { limits: spent });

  expect(answer.status).toBe(429);
  expect(answer.headers).toMatchObject({ 'retry-after': '42', ratelimit: '"user";r=0;t=42' });
});

const show = route({
  method: 'GET',
  path: '/api/v1/thing',
  summary: 'Show it',
  allows: 'open',
  replies: { 200: z.unknown() },
  handle: async () => ok({ text: 'x'.repeat(2000) }),
});

test('a GET that has not changed is answered 304 without a body', async () => {
  const first = await call(show, {});

  const again = await call(show, {}, { headers: { 'if-none-match': first.headers['etag'] ?? '' } });

  expect(again.status).toBe(304);
  expect(again.body).toBe('');
});

test('a caller who takes gzip gets it', async () => {
  const answer = await call(show, {}, { headers: { 'accept-encoding': 'gzip' } });

  expect(answer.headers['content-encoding']).toBe('gzip');
});
