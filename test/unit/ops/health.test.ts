import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { HealthPorts } from '#ops/health.ts';
import { getApiHealth } from '#ops/routes/get-api-health.ts';
import { getHealth } from '#ops/routes/get-health.ts';
import { getHealthz } from '#ops/routes/get-healthz.ts';
import { getLive } from '#ops/routes/get-live.ts';
import { getReady } from '#ops/routes/get-ready.ts';
import { call, silentLog } from '../../support/call.ts';
import { inMemoryLimits } from '../../support/fakes/limits.ts';
import { inMemoryPresence } from '../../support/fakes/presence.ts';

const answers = async () => {};
const breaks = async () => {
  throw new Error('connect ECONNREFUSED 10.0.0.7:8333 table reelmill-Storage-Table');
};
const hangs = () => new Promise<void>(() => {});

const now = new Date('2026-11-21T12:00:00Z');

const ports = (probes: Partial<HealthPorts['probes']> = {}, more: Partial<HealthPorts> = {}): HealthPorts => ({
  probes: { table: answers, store: answers, ...probes },
  queue: { size: async () => ({ waiting: 0, inFlight: 0 }) },
  presence: inMemoryPresence(() => now),
  log: silentLog,
  ...more,
});

const aWorker = {
  kind: 'waiting',
  slots: 2,
  tags: ['compute'],
  ytDlp: '2026.10.26',
  ffmpeg: '9.0.2',
  freeBytes: 50e9,
} as const;

/** What health says when these workers told of themselves so many seconds ago. */
const healthWith = async (...workers: { readonly ago?: number; readonly [fact: string]: unknown }[]) => {
  const clock = { now };
  const presence = inMemoryPresence(() => clock.now);
  for (const { ago = 10, ...facts } of workers) {
    clock.now = new Date(now.getTime() - ago * 1000);
    await presence.tell({ ...aWorker, worker: randomUUID(), ...facts });
  }
  clock.now = now;
  return call(getReady, ports({}, { presence }), {}, { clock: () => now });
};

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

  it('is refused while the queue does not answer', async () => {
    const answer = await call(getReady, ports({}, { queue: { size: breaks } }));
    expect(answer).toMatchObject({ status: 503, body: { status: 'unavailable', checks: { queue: 'unavailable' } } });
  });

  it('is told without workers, since they may be asleep', async () => {
    const checks = { ytDlp: 'unknown', ffmpeg: 'unknown', disk: 'unknown' };
    const asleep = { status: 'ok', checks, ytDlp: null, workers: 0 };
    expect(await healthWith()).toMatchObject({ status: 200, body: asleep });
    const silent = { status: 'ok', checks, ytDlp: { version: '2026.10.26', ageDays: 26 }, workers: 0 };
    expect((await healthWith({ ago: 200 })).body).toMatchObject(silent);
  });

  it('names the yt-dlp that is the oldest, and how old it is', async () => {
    const { body } = await healthWith({ ytDlp: '2026.11.01' }, { ytDlp: '2026.10.26' }, { ytDlp: null });
    expect(body).toMatchObject({
      status: 'ok',
      checks: { ytDlp: 'ok', ffmpeg: 'ok', disk: 'ok' },
      ytDlp: { version: '2026.10.26', ageDays: 26 },
      workers: 3,
    });
  });

  it.each([
    ['ytDlp', { ytDlp: null }],
    ['ffmpeg', { ffmpeg: null }],
    ['disk', { freeBytes: 1e6 }],
  ])('is told, as degraded, when no worker there is has what it takes: %s', async (name, facts) => {
    const body = { status: 'degraded', checks: { [name]: 'unavailable' } };
    expect(await healthWith(facts)).toMatchObject({ status: 200, body });
    expect((await healthWith(facts, {})).body.status).toBe('ok');
  });

  it('does not wait for what hangs', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const answer = call(getReady, ports({ store: hangs }));
    await vi.advanceTimersByTimeAsync(3000);
    expect((await answer).body.checks).toMatchObject({ records: 'ok', files: 'unavailable', queue: 'ok' });
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
