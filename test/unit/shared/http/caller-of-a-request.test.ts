import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ok, route } from '#shared/route.ts';
import { call } from '../../../support/call.ts';

const whoAmI = route({
  method: 'GET',
  path: '/api/v1/who',
  summary: 'Tell who is calling',
  allows: 'open',
  waits: true,
  replies: { 200: z.unknown() },
  handle: async ({ caller, origin, waitSeconds }) =>
    ok({ ...caller, permissions: [...caller.permissions], origin, waitSeconds }),
});
const ask = async (headers: Record<string, string> = {}, gate = {}, as?: string) =>
  (await call(whoAmI, {}, { headers, ...(as && { as: as as 'a/user' }) }, gate)).body;

/** As the gateway tells it. */
const heardByGateway = '203.0.113.7';
const secret = { originSecret: 'from our own origin' };
const shown = { 'x-reelmill-origin': 'from our own origin' };

describe('where a request comes from', () => {
  it.each([
    ['the gateway heard it from, when nothing is forwarded', {}, heardByGateway],
    ['our origin heard it from', { ...shown, 'x-forwarded-for': '198.51.100.1' }, '198.51.100.1'],
    [
      'our origin heard it from, whatever the caller claims to be',
      { ...shown, 'x-forwarded-for': `10.0.0.1, 198.51.100.1, ${heardByGateway}` },
      '198.51.100.1',
    ],
    ['the gateway heard it from, without the secret', { 'x-forwarded-for': '198.51.100.1' }, heardByGateway],
    [
      'the gateway heard it from, with a wrong secret',
      { 'x-reelmill-origin': 'guess', 'x-forwarded-for': '198.51.100.1' },
      heardByGateway,
    ],
    ['the gateway heard it from, when the list is empty', { ...shown, 'x-forwarded-for': ' ' }, heardByGateway],
  ])('is whom %s', async (_whom, headers, address) => {
    expect((await ask(headers as Record<string, string>, secret)).address).toBe(address);
  });

  it('is believed of nobody where no secret is agreed on', async () => {
    const { address } = await ask({ ...shown, 'x-forwarded-for': '198.51.100.1' });
    expect(address).toBe(heardByGateway);
  });
});

describe('who calls', () => {
  it('is nobody without a token, and may be on an open route', async () => {
    expect(await ask()).toMatchObject({ owner: '', permissions: [] });
  });

  it('has what the groups of the token grant', async () => {
    expect((await ask({}, {}, 'ann/viewer')).permissions).toEqual(['read']);
    expect((await ask({}, {}, 'ann/user')).permissions).toEqual(['read', 'write']);
  });

  it('is refused with a token that is not good, even on an open route', async () => {
    expect(await ask({}, {}, 'expired')).toMatchObject({ status: 401, code: 'auth.expired' });
  });

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b'])(
    'is nobody by %j, which is no bearer token',
    async (authorization) => {
      expect((await ask({ authorization })).owner).toBe('');
    },
  );
});

describe('what a request says besides', () => {
  it('is where it was sent to, unless the installation has a name', async () => {
    expect((await ask()).origin).toBe('https://reelmill.test');
    expect((await ask({}, { publicUrl: 'https://media.example' })).origin).toBe('https://media.example');
  });

  it.each([
    ['wait=10', 10],
    ['respond-async, wait=10', 10],
    ['WAIT = 3', 3],
    ['wait=3600', 25],
    ['await=9', 0],
    ['wait=-1', 0],
    ['wait=soon', 0],
  ])('is how long it waits: "%s" is %d seconds', async (prefer, waits) => {
    expect((await ask({ prefer })).waitSeconds).toBe(waits);
  });
});
