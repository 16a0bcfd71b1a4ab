import { describe, expect, it } from 'vitest';
import { countChanges, incrementsOf } from '#jobs/count-changes.ts';
import { cancel, fail, requeue } from '#shared/life-cycle.ts';
import { aJob } from '../../support/builders.ts';
import { inMemoryCounters } from '../../support/fakes/counters.ts';

const queued = aJob({ kind: 'transcode', createdAt: '2026-11-21T12:00:00.000Z' });
const running = { ...queued, state: 'running' as const };
const endedAt = '2026-11-21T12:00:40.000Z';
const timings = { queuedSeconds: 8, runningSeconds: 32, steps: [] };

describe('what the figures learn of a job', () => {
  it('is its state, and where it left', () => {
    expect(incrementsOf({ before: null, after: queued })).toEqual({
      'jobs_total?kind=transcode&status=queued': 1,
      'jobs_now?kind=transcode&status=queued': 1,
    });
    expect(incrementsOf({ before: queued, after: running })).toEqual({
      'jobs_total?kind=transcode&status=running': 1,
      'jobs_now?kind=transcode&status=running': 1,
      'jobs_now?kind=transcode&status=queued': -1,
    });
  });

  it('is nothing while its state stays', () =>
    expect(incrementsOf({ before: running, after: { ...running, createdAt: endedAt } })).toBeNull());

  it('is how long it took, and what it made, at its good end', () => {
    const artifacts = [{ bytes: 300 }, { bytes: 4000 }] as never;
    const after = { ...running, state: 'succeeded' as const, endedAt, timings, artifacts };
    expect(incrementsOf({ before: running, after })).toMatchObject({
      'jobs_duration_seconds_bucket?kind=transcode&le=60': 1,
      'jobs_duration_seconds_sum?kind=transcode': 40,
      'jobs_duration_seconds_count?kind=transcode': 1,
      'processing_seconds_bucket?kind=transcode&le=60': 1,
      'processing_seconds_sum?kind=transcode': 32,
      bytes_uploaded_total: 4300,
    });
  });

  it('is why it failed, and of a retry only its own time', () => {
    const now = new Date(endedAt);
    const failed = { ...running, ...fail(1, { code: 'source.gone', message: '' }, now).set };
    expect(incrementsOf({ before: running, after: failed })).toMatchObject({ 'error_total?code=source.gone': 1 });
    const again = { ...failed, ...requeue(failed, now).set };
    expect(incrementsOf({ before: failed, after: again })).toMatchObject({
      'jobs_now?kind=transcode&status=queued': 1,
      'jobs_now?kind=transcode&status=failed': -1,
    });
    const canceled = { ...again, ...cancel(new Date('2026-11-21T12:00:45.000Z')).set };
    expect(incrementsOf({ before: again, after: canceled })).toMatchObject({
      'jobs_duration_seconds_sum?kind=transcode': 5,
    });
  });

  it('comes out even over a whole life, though all of it is told twice', async () => {
    const counters = inMemoryCounters();
    const done = { ...running, state: 'succeeded' as const, endedAt };
    const life = [
      { before: null, after: queued },
      { before: queued, after: running },
      { before: running, after: done },
      { before: done, after: { ...done, state: 'expired' as const, artifacts: [] } },
    ];
    await countChanges(life, counters);
    await countChanges(life, counters);
    const sums = await counters.read();
    const now = [...sums].filter(([word]) => word.startsWith('jobs_now'));
    expect(now.filter(([, value]) => value !== 0)).toEqual([['jobs_now?kind=transcode&status=expired', 1]]);
    expect(sums.get('jobs_total?kind=transcode&status=succeeded')).toBe(1);
  });
});
