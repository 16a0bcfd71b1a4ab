import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { EngineError } from '#shared/errors.ts';
import { defaultRates } from '#shared/http/rate-limit.ts';
import { ok, route } from '#shared/route.ts';
import { call } from '../../../support/call.ts';
import { inMemoryLimits } from '../../../support/fakes/limits.ts';

const aRoute = (more: object = {}) =>
  route({
    method: 'GET',
    path: '/api/v1/thing',
    summary: 'Show it',
    allows: 'open',
    replies: { 200: z.unknown() },
    handle: async () => ok({}),
    ...more,
  });

const rates = {
  ...defaultRates,
  address: { name: 'address', count: 1, seconds: 60 },
  user: { name: 'user', count: 2, seconds: 60 },
  reads: { name: 'reads', count: 3, seconds: 60 },
};

/** The statuses of several calls, one after the other. */
const aGate = () => {
  const gate = { limits: inMemoryLimits(), rates, clock: () => new Date('2026-11-21T12:00:00.000Z') };
  const ask = async (times: number, as?: 'ann/user' | 'bob/user', asked = aRoute()) => {
    const statuses: number[] = [];
    for (let n = 0; n < times; n += 1) statuses.push((await call(asked, {}, { ...(as && { as }) }, gate)).status);
    return statuses;
  };
  return { gate, ask };
};

describe('calls are counted', () => {
  it('by address where nobody is signed in', async () => {
    expect(await aGate().ask(2)).toEqual([200, 429]);
  });

  it('by user, each apart, wherever they call from', async () => {
    const { ask } = aGate();
    expect(await ask(3, 'ann/user')).toEqual([200, 200, 429]);
    expect(await ask(1, 'bob/user')).toEqual([200]);
    expect(await ask(1)).toEqual([200]);
  });

  it('apart from the rest where they read, so that watching a job uses up nothing', async () => {
    const { ask } = aGate();
    expect(await ask(4, 'ann/user', aRoute({ counts: 'reads' }))).toEqual([200, 200, 200, 429]);
    expect(await ask(1, 'ann/user')).toEqual([200]);
  });

  it('against the limit of an open route alone, where nobody is signed in', async () => {
    const often = aRoute({ limit: { name: 'health', count: 3, seconds: 60 } });
    expect(await aGate().ask(4, undefined, often)).toEqual([200, 200, 200, 429]);
  });

  it('not at all while the counters do not answer: the engine goes on', async () => {
    const away = { take: async () => Promise.reject(new EngineError('service.unavailable', 'no answer')) };
    expect((await call(aRoute(), {}, {}, { limits: away })).status).toBe(200);
  });

  it('against the limit of their route too', async () => {
    const own = aRoute({ limit: { name: 'own', count: 1, seconds: 600 } });
    const { ask, gate } = aGate();
    expect(await ask(2, 'ann/user', own)).toEqual([200, 429]);
    const { headers } = await call(own, {}, { as: 'bob/user' }, gate);
    expect(headers).toMatchObject({
      'ratelimit-policy': '"user";q=2;w=60, "own";q=1;w=600',
      ratelimit: '"own";r=0;t=600',
    });
  });
});
