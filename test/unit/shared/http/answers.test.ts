import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { EngineError } from '#shared/errors.ts';
import { noContent, ok, type Reply, route } from '#shared/route.ts';
import { call } from '../../../support/call.ts';

const aRoute = (reply: () => Reply, method: 'GET' | 'POST' = 'GET') =>
  route({
    method,
    path: '/api/v1/thing',
    summary: 'Show it',
    allows: 'open',
    replies: { 200: z.unknown(), 204: null },
    handle: async () => reply(),
  });
const ask = (reply: () => Reply, headers: Record<string, string> = {}, method?: 'GET' | 'POST') =>
  call(aRoute(reply, method), {}, { headers });

describe('an answer to a GET', () => {
  it('has an ETag that changes with its body', async () => {
    const [one, same, other] = [await ask(() => ok(1)), await ask(() => ok(1)), await ask(() => ok(2))];
    expect(one.headers['etag']).toBe(same.headers['etag']);
    expect(one.headers['etag']).not.toBe(other.headers['etag']);
    expect(one.headers['cache-control']).toBe('private, no-cache');
  });

  it('is 304 to whoever names it among others, and whole to whoever does not', async () => {
    const { headers } = await ask(() => ok(1));
    expect((await ask(() => ok(1), { 'if-none-match': `"x", ${headers['etag']}` })).status).toBe(304);
    expect((await ask(() => ok(2), { 'if-none-match': `"x", ${headers['etag']}` })).status).toBe(200);
  });

  it('keeps the caching that its route wants', async () => {
    const { headers } = await ask(() => ok(1, { 'cache-control': 'no-store' }));
    expect(headers['cache-control']).toBe('no-store');
  });

  it('has no ETag without a body, nor when it answers anything but a GET', async () => {
    expect((await ask(noContent)).headers).not.toHaveProperty('etag');
    expect((await ask(() => ok(1), {}, 'POST')).headers).not.toHaveProperty('etag');
  });
});

describe('a problem', () => {
  const problem = async (error: unknown) =>
    ask(() => {
      throw error;
    });

  it('has its code, its class, its field and the request, and is not cached', async () => {
    const answer = await problem(new EngineError('upload.too-large', 'bytes: 9 is over 5', { field: 'bytes' }));
    expect(answer.status).toBe(413);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
    expect(answer.body).toEqual({
      type: 'urn:reelmill:error:upload.too-large',
      title: 'the file is larger than an upload may be',
      status: 413,
      code: 'upload.too-large',
      detail: 'bytes: 9 is over 5',
      field: 'bytes',
      requestId: answer.headers['x-request-id'],
    });
  });

  it('of the inside tells nothing of the inside', async () => {
    const answer = await problem(new EngineError('internal', 'the table media-x7 is gone'));
    expect(JSON.stringify(answer)).not.toContain('media-x7');
  });

  it('that asks for a token says how one is sent', async () => {
    expect((await problem(new EngineError('auth.required', 'sign in'))).headers['www-authenticate']).toBe('Bearer');
  });

  it('that passes says when to come again', async () => {
    const later = new EngineError('service.unavailable', 'busy', { retryAfterSeconds: 7 });
    expect((await problem(later)).headers['retry-after']).toBe('7');
  });
});

describe('a field that is wrong', () => {
  const wish = route({
    method: 'POST',
    path: '/api/v1/wish',
    summary: 'Wish',
    allows: 'open',
    body: z.strictObject({ parts: z.array(z.strictObject({ number: z.int() })), then: z.strictObject({}).optional() }),
    replies: { 204: null },
    handle: async () => noContent(),
  });

  it.each([
    ['in a list', { parts: [{ number: 1 }, { number: 'x' }] }, 'parts[1].number'],
    ['that nobody knows, deep down', { parts: [], then: { colour: 1 } }, 'then.colour'],
    ['of a body that is none', [], undefined],
  ])('%s is named by its path', async (_where, body, field) => {
    const answer = await call(wish, {}, { body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.body.field).toBe(field);
  });

  it('among several is named first, with how many more there are', async () => {
    const answer = await call(wish, {}, { body: { parts: [{ number: 'x' }, { number: 'y' }] } });
    expect(answer.body.detail).toContain('(and 1 more)');
  });
});
