import { describe, expect, it } from 'vitest';
import type { FigurePorts } from '#ops/figures.ts';
import { getMetrics } from '#ops/routes/get-metrics.ts';
import { getStats } from '#ops/routes/get-stats.ts';
import type { Increments } from '#shared/ports/counters.ts';
import { observed } from '#shared/series.ts';
import { type Ask, call } from '../../support/call.ts';
import { inMemoryCounters } from '../../support/fakes/counters.ts';
import { inMemoryPresence } from '../../support/fakes/presence.ts';
import { inMemoryStorageRecord } from '../../support/fakes/storage.ts';
import { inMemoryTurns } from '../../support/fakes/turns.ts';

const now = new Date('2026-11-21T12:00:00.000Z');

const ports = async (...sums: Increments[]) => {
  const counters = inMemoryCounters();
  for (const more of sums) await counters.add(more);
  const all: FigurePorts = {
    counters,
    queue: { size: async () => ({ waiting: 7, inFlight: 2 }) },
    storage: inMemoryStorageRecord(),
    sites: inMemoryTurns({ '*': { refusals: 1 } }, () => now),
  };
  return { ...all, presence: inMemoryPresence(() => now), storage: inMemoryStorageRecord() };
};

const admin: Ask = { as: 'root/admin' };
const scrape = async (...sums: Increments[]): Promise<string[]> =>
  (await call(getMetrics, await ports(...sums), admin)).body.split('\n');

const jobs = {
  'jobs_total?kind=download&status=succeeded': 99,
  'jobs_total?kind=download&status=failed': 1,
  'jobs_now?kind=download&status=running': 3,
  'jobs_now?kind=download&status=queued': 2,
  'jobs_now?kind=transcode&status=succeeded': 4,
  'jobs_now?kind=transcode&status=queued': -1,
};

describe('the figures for Prometheus', () => {
  it.each([[{}], [{ as: 'ann/user' }], [{ as: 'ann/viewer' }]] as const)('are not for everybody: %j', async (ask) => {
    for (const route of [getMetrics, getStats])
      expect((await call(route, await ports(), ask)).status).toBe('as' in ask ? 403 : 401);
  });

  it('have a media type, and are kept by nobody', async () => {
    const { status, headers } = await call(getMetrics, await ports(), admin);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('have all their names before anything happened', async () => {
    const lines = await scrape();
    for (const name of [
      'jobs_total counter',
      'jobs_duration_seconds histogram',
      'bytes_uploaded_total counter',
      'jobs_in_flight gauge',
      'storage_bytes_used gauge',
      'http_requests_total counter',
      'processing_seconds histogram',
      'error_total counter',
      'queue_size gauge',
    ])
      expect(lines).toContain(`# TYPE ${name}`);
    expect(lines).toContain('queue_size 7');
    expect(lines).toContain('jobs_in_flight 0');
  });

  it('count jobs, requests and errors by what they were', async () => {
    const calls = { 'http_requests_total?method=GET&status=200': 12, 'error_total?code=source.gone': 1 };
    const lines = await scrape(jobs, calls, { bytes_uploaded_total: 5e12 });
    expect(lines).toContain('jobs_total{kind="download",status="succeeded"} 99');
    expect(lines).toContain('jobs_in_flight 5');
    expect(lines).toContain('http_requests_total{method="GET",status="200"} 12');
    expect(lines).toContain('error_total{code="source.gone"} 1');
    expect(lines).toContain('bytes_uploaded_total 5000000000000');
  });

  it('add up what took no longer than each bound', async () => {
    const lines = await scrape(...[0.5, 3, 4, 100_000].map((s) => observed('jobs_duration_seconds', s, { kind: 'k' })));
    const bucket = (le: string) =>
      lines.find((line) => line.includes(`jobs_duration_seconds_bucket{kind="k",le="${le}"}`));
    expect(['1', '2.5', '5', '43200', '+Inf'].map((le) => bucket(le)?.split(' ')[1])).toEqual([
      '1',
      '1',
      '3',
      '3',
      '4',
    ]);
    expect(lines).toContain('jobs_duration_seconds_sum{kind="k"} 100007.5');
    expect(lines).toContain('jobs_duration_seconds_count{kind="k"} 4');
  });
});

describe('the statistics', () => {
  it('of an installation where nothing has happened yet are empty', async () => {
    const { body } = await call(getStats, await ports(), admin, { clock: () => now });
    expect(body).toEqual({
      jobs: {
        ...{ now: [], inFlight: 0, succeeded: 0, failed: 0, canceled: 0 },
        ...{ successRate: null, averageSeconds: null },
      },
      queue: { waiting: 7, inFlight: 2 },
      storage: null,
      sites: { closed: [] },
      workers: [],
      ytDlp: null,
    });
  });

  it('tell of jobs, storage, closed sites and workers', async () => {
    const times = [10, 30].map((s) => observed('jobs_duration_seconds', s, { kind: 'download' }));
    const all = await ports(jobs, ...times);
    const amount = { bytes: 10, files: 1 };
    const owners = [
      { owner: 'ann', bytes: 10, files: 1 },
      { owner: 'bob', bytes: 20, files: 2 },
    ];
    const prefixes = { raw: amount, processed: amount, work: amount };
    await all.storage.write({ at: now.toISOString(), prefixes, owners });
    const turns = all.sites as ReturnType<typeof inMemoryTurns>;
    await turns.ask('example.org', 'a');
    await turns.end('example.org', 'a', { failedAs: 'source.blocked' });
    const worker = '0a8a3a4e-5a0e-4a6e-8f9e-0d8b6a4f2b11';
    await all.presence.tell({
      worker,
      kind: 'waiting',
      slots: 2,
      tags: ['compute'],
      ytDlp: '2026.11.20',
      ffmpeg: '9',
      freeBytes: 5,
    });
    const { body } = await call(getStats, all, admin, { clock: () => now });
    expect(body).toMatchObject({
      jobs: { inFlight: 5, succeeded: 99, failed: 1, successRate: 0.99, averageSeconds: 20 },
      storage: { prefixes, owners: [{ owner: 'bob' }, { owner: 'ann' }] },
      sites: { closed: [{ site: 'example.org', refusedAs: 'source.blocked', times: 1 }] },
      workers: [{ slots: 2, freeBytes: 5 }],
      ytDlp: { version: '2026.11.20', ageDays: 1 },
    });
    expect(body.jobs.now).toEqual([
      { kind: 'download', state: 'queued', count: 2 },
      { kind: 'download', state: 'running', count: 3 },
      { kind: 'transcode', state: 'succeeded', count: 4 },
    ]);
  });
});
