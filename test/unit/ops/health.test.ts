import { describe, expect, it, vi } from 'vitest';
import type { HealthPorts } from '#ops/health.ts';
import { getApiHealth } from '#ops/routes/get-api-health.ts';
import { getHealth } from '#ops/routes/get-health.ts';
import { getHealthz } from '#ops/routes/get-healthz.ts';
import { getLive } from '#ops/routes/get-live.ts';
import { getReady } from '#ops/routes/get-ready.ts';
import { call, silentLog } from '../../support/call.ts';
import { inMemoryLimits } from '../../support/fakes/limits.ts';

const answers = async () => {};
const breaks = async () => {
  throw new Error('connect ECONNREFUSED 10.0.0.7:8333 table reelmill-Storage-Table');
};
const hangs = () => new Promise<void>(() => {});

const ports = (probes: Partial<HealthPorts['probes']> = {}): HealthPorts => ({
  probes: { table: answers, store: answers, ...probes },
  log: silentLog,
});

describe('liveness', () => {
  it.each([getLive, getHealthz])('is told at $path to anybody, whatever else is broken', async (route) => {
    expect(await call(route, {})).toMatchObject({ status: 200, body: { status: 'ok' } });
  });
});

describe('readiness', () => {
  it.each([getReady, getHealth, getApiHealth])('is told at $path to anybody', async (route) => {
    const answer = await call(route, ports());
    expect(answer).toMatchObject({ status: 200, body: { status: 'ok', checks: { records: 'ok', files: 'ok' } } });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['records', { table: breaks }],
    ['files', { store: breaks }],
  ])('is refused with 503 while the %s do not answer, and says nothing of the inside', async (name, probes) => {
    const answer = await call(getReady, ports(probes));
    expect(answer).toMatchObject({ status: 503, body: { status: 'unavailable', checks: { [name]: 'unavailable' } } });
    expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|10\.0|reelmill/);
  });

  it('does not wait for what hangs', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const answer = call(getReady, ports({ store: hangs }));
    await vi.advanceTimersByTimeAsync(3000);
    expect((await answer).body.checks).toEqual({ records: 'ok', files: 'unavailable' });
    vi.useRealTimers();
  });

  it('is told a hundred times a minute to one address', async () => {
    const limits = inMemoryLimits();
    const clock = () => new Date('2026-11-21T12:00:00Z');
    const statuses = [];
    for (let n = 0; n < 101; n += 1) statuses.push((await call(getLive, {}, {}, { limits, clock })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.at(-1)).toBe(429);
  });
});
