import { describe, expect, it } from 'vitest';
import { defaultRates } from '#shared/http/rate-limit.ts';
import { aPerson } from '../support/people.ts';
import { countCalls } from '../support/records.ts';

describe('how often one may call', () => {
  it('is said with every answer', async () => {
    const { api } = await aPerson('user');
    const first = await api('GET', '/api/v1/jobs');
    expect(first.headers.get('ratelimit-policy')).toBe('"reads";q=300;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"reads";r=299;t=\d+$/);
    expect((await api('GET', '/api/v1/jobs')).headers.get('ratelimit')).toMatch(/^"reads";r=298;/);
    const write = await api('POST', '/api/v1/uploads', { body: {} });
    expect(write).toMatchObject({ status: 400 });
    expect(write.headers.get('ratelimit-policy')).toBe('"user";q=5000;w=3600');
  });

  it('ends with 429 and when to come again, for that caller and that kind of call alone', async () => {
    const { api, owner } = await aPerson('user');
    await countCalls(`user:${owner}:reads`, defaultRates.reads.seconds, defaultRates.reads.count);
    const refused = await api('GET', '/api/v1/jobs');
    expect(refused).toMatchObject({ status: 429, body: { code: 'request.rate-limited' } });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(120);
    expect(refused.headers.get('ratelimit')).toMatch(/^"reads";r=0;t=\d+$/);
    expect((await api('POST', '/api/v1/uploads', { body: {} })).status).toBe(400);
    expect((await (await aPerson('user')).api('GET', '/api/v1/jobs')).status).toBe(200);
  });
});
