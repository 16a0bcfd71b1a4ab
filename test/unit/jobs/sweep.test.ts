import { describe, expect, it } from 'vitest';
import { sweep } from '#jobs/sweep.ts';
import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { begin, mark, requeue, retain, type Transition } from '#shared/life-cycle.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { aJob, anArtifact } from '../../support/builders.ts';
import { anEngine, type Engine, linesOf, now, put, seconds } from '../../support/engine.ts';

const due = (known: Partial<Job>): Job => aJob({ dueAt: now.toISOString(), ...known });

/** The sweeper read the record, and before it wrote somebody else did. */
const meanwhile = (engine: Engine, transition: (job: Job) => Transition): Engine => {
  const read: JobTable['due'] = async (...asked) => {
    const found = await engine.jobs.due(...asked);
    for (const job of found) await engine.jobs.apply(job.id, transition(job));
    return found;
  };
  return { ...engine, jobs: { ...engine.jobs, due: read } };
};

describe('a queued job whose time has come', () => {
  it('is started when nothing ever started it, and has another minute to begin', async () => {
    const job = due({});
    const engine = anEngine({ jobs: [job] });
    await sweep(now, engine);
    expect(await engine.workflows.state(job)).toBe('running');
    expect(await engine.jobs.get(job.id)).toMatchObject({
      state: 'queued',
      attempt: 1,
      dueAt: seconds(60).toISOString(),
    });
  });

  it('is left to begin when its execution has only just started', async () => {
    const job = due({});
    const engine = anEngine({ jobs: [job] });
    await engine.workflows.start(job);
    await sweep(now, engine);
    expect(engine.workflows.executions.size).toBe(1);
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'queued', dueAt: seconds(60).toISOString() });
  });

  it('fails when its execution is over without a word', async () => {
    const job = due({});
    const engine = anEngine({ jobs: [job] });
    await engine.workflows.start(job);
    engine.workflows.end(job, 'failed');
    await sweep(now, engine);
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'failed', error: { code: 'workflow.died' } });
  });

  it('is tried again at the next sweep when it cannot be started', async () => {
    const job = due({});
    const engine = anEngine({ jobs: [job], outage: new EngineError('service.unavailable', 'down') });
    expect(await sweep(now, engine)).toEqual({ settled: 0, failed: 1 });
    expect(await engine.jobs.due(seconds(300), 10)).toMatchObject([{ id: job.id, state: 'queued' }]);
  });
});

describe('a running job whose time has come', () => {
  const encoding = () => due({ state: 'running', progress: { stage: 'encoding', percent: 40, at: now.toISOString() } });

  it('has lost its worker: it waits for another as long as for the first, and says so', async () => {
    const job = encoding();
    const engine = anEngine({ jobs: [job] });
    await engine.workflows.start(job);
    await sweep(now, engine);
    expect(await engine.jobs.get(job.id)).toMatchObject({
      state: 'running',
      progress: { stage: 'waiting', percent: 40 },
      dueAt: seconds(12 * 3600).toISOString(),
    });
    expect(await engine.workflows.state(job)).toBe('running');
    expect(await linesOf(engine, job.id)).toEqual(['silence at "encoding": waiting for another worker']);
  });

  it('does not wait for ever: when no other comes it fails, says so, and its execution is stopped', async () => {
    const job = encoding();
    const engine = anEngine({ jobs: [job] });
    await engine.workflows.start(job);
    for (const hours of [0, 11.9, 12]) await sweep(seconds(hours * 3600), engine);
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'failed', error: { code: 'worker.stalled' } });
    expect(await engine.workflows.state(job)).toBe('aborted');
    expect((await linesOf(engine, job.id)).at(-1)).toBe(
      'failed, worker.stalled: nothing took up the work within 12 hours',
    );
  });

  it('goes on with the next worker, whose silence is counted anew', async () => {
    const job = encoding();
    const engine = anEngine({ jobs: [job] });
    await sweep(now, engine);
    await engine.jobs.apply(job.id, mark(1, { stage: 'encoding', percent: 41 }, seconds(3600)));
    await sweep(seconds(3600 + 660), engine);
    expect((await engine.jobs.get(job.id))?.progress).toMatchObject({ stage: 'waiting', percent: 41 });
  });

  it('lives when its worker spoke while the sweeper was about to give it up', async () => {
    const job = due({ state: 'running' });
    const engine = meanwhile(anEngine({ jobs: [job] }), () => mark(1, { stage: 'encoding' }, now));
    await sweep(now, engine);
    expect((await engine.jobs.get(job.id))?.state).toBe('running');
  });

  it('that waits for a worker is left alone for twelve hours', async () => {
    const job = aJob();
    const engine = anEngine({ jobs: [job] });
    await engine.jobs.apply(job.id, begin(1, now));
    await sweep(seconds(11.9 * 3600), engine);
    expect((await engine.jobs.get(job.id))?.state).toBe('running');
    await sweep(seconds(12 * 3600), engine);
    expect((await engine.jobs.get(job.id))?.error?.message).toContain('nothing took up the work');
  });
});

describe('a job that is over and whose time has come', () => {
  const withFiles = async (known: Partial<Job>) => {
    const job = due(known);
    const engine = anEngine({ jobs: [job] });
    for (const key of [`processed/alice/${job.id}/a.mp4`, `work/${job.id}/x`, 'raw/alice/holiday.mov'])
      put(engine, key);
    const run = { job: job.id, attempt: job.attempt, step: 'inspect' };
    await engine.checkpoints.start(run);
    await engine.checkpoints.put(run, 1);
    return { job, engine };
  };

  it.each([
    ['succeeded', 'expired'],
    ['failed', 'failed'],
    ['canceled', 'canceled'],
    ['expired', 'expired'],
  ] as const)('as %s loses all it left but its record and its source, and is %s', async (state, then) => {
    const { job, engine } = await withFiles({ state, artifacts: [anArtifact()] });
    await sweep(now, engine);
    expect([...engine.bucket.keys()]).toEqual(['raw/alice/holiday.mov']);
    expect(await engine.checkpoints.get(job.id, 'inspect')).toBeUndefined();
    const after = await engine.jobs.get(job.id);
    expect(after?.state).toBe(then);
    expect(after).not.toHaveProperty('dueAt');
  });

  it('keeps its files when its owner wished so while the sweeper came by', async () => {
    const { job, engine } = await withFiles({ state: 'succeeded', artifacts: [anArtifact()] });
    await sweep(
      now,
      meanwhile(engine, () => retain(null, now)),
    );
    expect(engine.bucket.size).toBe(3);
    expect((await engine.jobs.get(job.id))?.state).toBe('succeeded');
  });

  it('keeps what a retry goes on from when the retry came first', async () => {
    const { job, engine } = await withFiles({ state: 'failed' });
    await sweep(
      now,
      meanwhile(engine, (failed) => requeue(failed, now)),
    );
    expect(engine.bucket.size).toBe(3);
    expect(await engine.checkpoints.get(job.id, 'inspect')).toBe(1);
  });

  it('is due again until its files are really gone', async () => {
    const { job, engine } = await withFiles({ state: 'succeeded', artifacts: [anArtifact()] });
    const erase = async () => Promise.reject(new EngineError('storage.unavailable', 'no answer'));
    const swept = await sweep(now, { ...engine, media: { ...engine.media, erase } });
    expect(swept).toEqual({ settled: 0, failed: 1 });
    expect(await engine.jobs.get(job.id)).toMatchObject({ state: 'expired', artifacts: [] });
    await sweep(now, engine);
    expect([...engine.bucket.keys()]).toEqual(['raw/alice/holiday.mov']);
  });
});

describe('a sweep', () => {
  it('settles all that is due, however many, past those that cannot be', async () => {
    const many = Array.from({ length: 250 }, () => due({ state: 'canceled' }));
    const engine = anEngine({ jobs: [...many, due({ dueAt: seconds(1).toISOString() })] });
    const bad = many[0]?.id ?? '';
    const revoke = async (job: string) => (job === bad ? Promise.reject(new Error('no')) : engine.links.revoke(job));
    const swept = await sweep(now, { ...engine, links: { ...engine.links, revoke } });
    expect(swept).toEqual({ settled: 249, failed: 1 });
    expect((await engine.jobs.due(now, 500)).map(({ id }) => id)).toEqual([bad]);
  });
});
