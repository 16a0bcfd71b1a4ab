import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Job, type JobState, jobProgress, jobState } from '#shared/job.ts';
import {
  awaitStart,
  begin,
  cancel,
  canRetry,
  discard,
  fail,
  handOver,
  hasStalled,
  isLive,
  mark,
  remove,
  requeue,
  retain,
  settled,
  stalled,
  succeed,
  type Transition,
  unclaimed,
  unlessMoved,
  whatIsDue,
} from '#shared/life-cycle.ts';
import { aJob, anArtifact } from '../../support/builders.ts';
import { inMemoryJobTable } from '../../support/fakes/job-table.ts';

const start = Date.UTC(2026, 10, 21, 12);
const at = (seconds: number): Date => new Date(start + seconds * 1000);
const iso = (seconds: number): string => at(seconds).toISOString();
const error = { code: 'source.broken', message: 'the source cannot be decoded' };

const moved = async (job: Job, ...transitions: readonly Transition[]): Promise<Job> => {
  const jobs = inMemoryJobTable(undefined, [job]);
  for (const transition of transitions) await jobs.apply(job.id, transition);
  return (await jobs.get(job.id)) as Job;
};

describe('a job that begins', () => {
  it('may wait 12 hours for somebody to take up the work', async () => {
    const job = await moved(aJob(), begin(1, at(0)));
    expect(job).toMatchObject({ state: 'running', startedAt: iso(0), progress: { stage: 'waiting' } });
    expect(job.dueAt).toBe(iso(12 * 3600));
  });

  it('has eleven minutes from each sign of life to the next', async () => {
    const job = await moved(aJob(), begin(1, at(0)), mark(1, { stage: 'encoding', percent: 10 }, at(60)));
    expect(job.progress).toEqual({ stage: 'encoding', percent: 10, at: iso(60) });
    expect(job.dueAt).toBe(iso(60 + 660));
  });

  it('shows of a transfer how much there is, how fast it comes and how long it takes yet', async () => {
    const transfer = { bytes: 10, totalBytes: 40, bytesPerSecond: 5, etaSeconds: 6 };
    const job = await moved(aJob(), begin(1, at(0)), mark(1, { stage: 'fetching video', ...transfer }, at(60)));
    expect(jobProgress.parse(job.progress)).toEqual({ stage: 'fetching video', ...transfer, at: iso(60) });
  });

  it('may wait again once a step is handed over', async () => {
    const job = await moved(aJob({ state: 'running' }), handOver(1, { percent: 50 }, at(60)));
    expect(job.progress).toEqual({ stage: 'waiting', percent: 50, at: iso(60) });
    expect(job.dueAt).toBe(iso(60 + 12 * 3600));
  });

  it.each([
    [-1, 0],
    [0.04, 0],
    [33.333, 33.3],
    [100.5, 100],
  ])('shows %d percent as %d', async (told, shown) => {
    const job = await moved(aJob({ state: 'running' }), mark(1, { stage: 'encoding', percent: told }, at(0)));
    expect(job.progress.percent).toBe(shown);
  });
});

describe('a job that ends', () => {
  it('well keeps its files for as long as was asked for', async () => {
    const running = aJob({ state: 'running', retentionSeconds: 3600 });
    const job = await moved(running, succeed(running, { artifacts: [anArtifact()], notes: ['kept 25 fps'] }, at(0)));
    expect(job).toMatchObject({ state: 'succeeded', notes: ['kept 25 fps'], expiresAt: iso(3600), dueAt: iso(3600) });
    expect(job.progress).toEqual({ stage: 'done', percent: 100, at: iso(0) });
  });

  it('well with files to be kept is never looked at again', async () => {
    const running = aJob({ state: 'running', retentionSeconds: null, dueAt: iso(0) });
    const job = await moved(running, succeed(running, { artifacts: [], notes: [] }, at(0)));
    expect(job).not.toHaveProperty('expiresAt');
    expect(job).not.toHaveProperty('dueAt');
  });

  it('badly keeps what a retry goes on from for a week', async () => {
    const job = await moved(aJob(), begin(1, at(0)), fail(1, error, at(1)));
    expect(job).toMatchObject({ state: 'failed', error, endedAt: iso(1), dueAt: iso(1 + 7 * 86400) });
  });

  it('by a cancel keeps its files until its worker has surely heard', async () => {
    const job = await moved(aJob({ state: 'running' }), cancel(at(0)));
    expect(job).toMatchObject({ state: 'canceled', endedAt: iso(0), dueAt: iso(60) });
  });

  it('in time is not taken for stalled by who read it before', async () => {
    const read = aJob({ state: 'running', dueAt: iso(0) });
    const failing = unlessMoved(read, fail(1, unclaimed, at(0)));
    const job = await moved(read, mark(1, { stage: 'encoding' }, at(0)), failing);
    expect(job.state).toBe('running');
  });
});

describe('a final state', () => {
  const everything = (job: Job): readonly Transition[] => [
    begin(job.attempt, at(0)),
    mark(job.attempt, { stage: 'encoding' }, at(0)),
    handOver(job.attempt, { percent: 1 }, at(0)),
    succeed(job, { artifacts: [], notes: [] }, at(0)),
    fail(job.attempt, error, at(0)),
    cancel(at(0)),
    requeue(job, at(0)),
    awaitStart(job, at(0)),
    discard(job, at(0)),
    settled(job),
    retain(60, at(0)),
  ];
  const reachable = async (state: JobState): Promise<Set<JobState>> => {
    const job = aJob({ state });
    const ends = await Promise.all(everything(job).map((transition) => moved(job, transition)));
    return new Set(ends.map((end) => end.state));
  };

  it.each([
    ['succeeded', ['succeeded', 'expired']],
    ['failed', ['failed', 'queued']],
    ['canceled', ['canceled']],
    ['expired', ['expired']],
  ] as const)('%s leads to nothing but %j', async (state, next) => {
    expect(await reachable(state)).toEqual(new Set(next));
  });

  it('is reached once, whatever order the ends come in', async () => {
    const ends = (job: Job) => [
      succeed(job, { artifacts: [anArtifact()], notes: [] }, at(0)),
      fail(1, error, at(1)),
      cancel(at(2)),
    ];
    const running = aJob({ state: 'running' });
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), async (order) => {
        const transitions = order.map((n) => ends(running)[n] as Transition);
        expect(await moved(running, ...transitions)).toEqual(await moved(running, transitions[0] as Transition));
      }),
    );
  });
});

describe('a late write', () => {
  it('of an attempt that was retried changes nothing', async () => {
    const failed = aJob({ state: 'failed', dueAt: iso(600) });
    const again = await moved(failed, requeue(failed, at(0)), begin(2, at(1)));
    const late = [
      mark(1, { stage: 'encoding' }, at(2)),
      fail(1, error, at(2)),
      begin(1, at(2)),
      handOver(1, { percent: 2 }, at(2)),
    ];
    expect(await moved(again, ...late)).toEqual(again);
  });
});

describe('a retry', () => {
  it('starts afresh in the next attempt', async () => {
    const failed = aJob({ state: 'failed', error, startedAt: iso(0), endedAt: iso(1), dueAt: iso(600) });
    const job = await moved(failed, requeue(failed, at(2)));
    expect(job).toMatchObject({ state: 'queued', attempt: 2, progress: { stage: 'queued' }, dueAt: iso(62) });
    for (const gone of ['error', 'startedAt', 'endedAt']) expect(job).not.toHaveProperty(gone);
  });

  it('is possible while what it goes on from is there', () => {
    const failed = aJob({ state: 'failed', dueAt: iso(10) });
    expect(canRetry(failed, at(9))).toBe(true);
    expect(canRetry(failed, at(10))).toBe(false);
    expect(canRetry(aJob({ state: 'failed' }), at(0))).toBe(false);
    expect(canRetry(aJob({ state: 'canceled', dueAt: iso(10) }), at(0))).toBe(false);
  });
});

describe('the files of a job', () => {
  it('may be kept longer, for ever, or not any more', async () => {
    const done = aJob({ state: 'succeeded', expiresAt: iso(60), dueAt: iso(60) });
    const longer = await moved(done, retain(3600, at(0)));
    expect(longer).toMatchObject({ retentionSeconds: 3600, expiresAt: iso(3600), dueAt: iso(3600) });
    const kept = await moved(longer, retain(null, at(0)));
    expect(kept.retentionSeconds).toBeNull();
    expect(kept).not.toHaveProperty('dueAt');
    expect(await moved(kept, discard(kept, at(5)))).toMatchObject({ state: 'expired', artifacts: [], dueAt: iso(5) });
  });

  it('that did not succeed go without its state being lost', async () => {
    const failed = aJob({ state: 'failed', error, dueAt: iso(600) });
    expect(await moved(failed, discard(failed, at(5)))).toEqual({ ...failed, dueAt: iso(5) });
  });

  it('of a batch go at its owner’s word however it ended, and not when the sweeper looks after it', async () => {
    const canceled = aJob({ kind: 'batch', state: 'canceled', dueAt: iso(600) });
    expect(await moved(canceled, remove(canceled, at(5)))).toMatchObject({ state: 'expired', dueAt: iso(5) });
    expect(await moved(canceled, discard(canceled, at(5)))).toMatchObject({ state: 'canceled' });
    const failed = aJob({ state: 'failed', error });
    expect(await moved(failed, remove(failed, at(5)))).toMatchObject({ state: 'failed' });
  });

  it('are owed nothing more once they are gone', async () => {
    const expired = aJob({ state: 'expired', dueAt: iso(0) });
    expect(await moved(expired, settled(expired))).not.toHaveProperty('dueAt');
  });
});

describe('what is due', () => {
  it.each(jobState.options)('for a job that is %s is one thing', (state) => {
    const owed = whatIsDue(aJob({ state, progress: { stage: 'encoding', at: iso(0) } }));
    expect(owed).toBe(state === 'queued' ? 'start-again' : state === 'running' ? 'wait-again' : 'clean');
  });

  it('for a job that waited in vain is its end, which says so', () => {
    const waiting = aJob({ state: 'running', progress: { stage: 'waiting', at: iso(0) } });
    expect(whatIsDue(waiting)).toBe('unclaimed');
    expect(unclaimed).toEqual({ code: 'worker.stalled', message: 'nothing took up the work within 12 hours' });
  });

  it('comes a minute after a worker would have given up by itself', async () => {
    const job = await moved(aJob({ state: 'running' }), mark(1, { stage: 'encoding' }, at(0)));
    expect(job.dueAt).toBe(iso(660));
    expect([hasStalled(at(0), at(600)), hasStalled(at(0), at(601))]).toEqual([false, true]);
    expect(stalled('encoding')).toMatchObject({
      code: 'worker.stalled',
      message: 'no progress for 10 minutes at "encoding"',
    });
  });

  it('lives only while queued or running', () => {
    expect(jobState.options.filter((state) => isLive({ state }))).toEqual(['queued', 'running']);
  });
});
