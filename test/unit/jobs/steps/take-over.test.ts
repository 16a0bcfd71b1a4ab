import { describe, expect, it } from 'vitest';
import { takeOver } from '#jobs/steps/take-over.ts';
import { sweep } from '#jobs/sweep.ts';
import { EngineError } from '#shared/errors.ts';
import { cancel, discard, settled } from '#shared/life-cycle.ts';
import { aJob } from '../../../support/builders.ts';
import { linesOf, now, seconds } from '../../../support/engine.ts';
import { begin, filesOf, request, type Two, twoJobs, work, workThenTakeOver } from '../../../support/reuse.ts';
import { never } from '../../../support/worker.ts';

describe('taking over', () => {
  it('ends the job with copies of its own, as long as it was asked to keep them, and says from whom', async () => {
    const two = twoJobs();
    const { engine, first, later } = two;
    expect(await workThenTakeOver(two)).toEqual({ applied: true });
    const job = await engine.jobs.get(later.id);
    expect(job).toMatchObject({ state: 'succeeded', cached: true, notes: ['kept at 640x360'] });
    expect(job?.artifacts.map(({ key }) => key)).toEqual(filesOf(two, later));
    expect(job?.expiresAt).toBe(seconds(60 + 3600).toISOString());
    expect(await engine.jobs.get(first.id)).not.toHaveProperty('cached');
    expect(filesOf(two, first)).toHaveLength(2);
    expect(await linesOf(engine, later.id)).toContain(`job ${first.id} made the same: copying its files`);
  });

  it('lets the next one find the newest', async () => {
    const two = twoJobs();
    await workThenTakeOver(two);
    const third = aJob({ request });
    await two.engine.jobs.create(third);
    expect(await begin(two, third)).toMatchObject({ earlier: two.later.id });
  });

  it('may be asked twice', async () => {
    const two = twoJobs();
    await workThenTakeOver(two);
    const again = { job: two.later.id, attempt: 1, earlier: two.first.id, contentKey: 'x' };
    expect(await takeOver(again, never, two.engine)).toEqual({ applied: true });
  });

  const giveUp = ({ engine, first }: Two) =>
    engine.jobs.get(first.id).then((job) => job && engine.jobs.apply(first.id, discard(job, now)));

  it('gives up, and leaves nothing, when the files go before or while they are copied', async () => {
    const before = twoJobs();
    expect(await workThenTakeOver(before, () => giveUp(before))).toEqual({ applied: false });
    const during = twoJobs();
    const copyAll = async (from: string, to: string) => {
      await giveUp(during);
      return during.engine.copies.copyAll(from, to);
    };
    expect(await workThenTakeOver(during, undefined, { copies: { copyAll } })).toEqual({ applied: false });
    for (const two of [before, during]) {
      expect(filesOf(two, two.later)).toEqual([]);
      expect(await two.engine.jobs.get(two.later.id)).toMatchObject({ state: 'running' });
    }
  });

  it('gives up when the store refuses: the work can be done', async () => {
    const two = twoJobs();
    const copyAll = async (from: string, to: string) => {
      await two.engine.copies.copyAll(from, to);
      throw new EngineError('artifact.frozen', 'one of many');
    };
    expect(await workThenTakeOver(two, undefined, { copies: { copyAll } })).toEqual({ applied: false });
    expect(filesOf(two, two.later)).toEqual([]);
  });

  it('leaves no files with a job that was canceled meanwhile', async () => {
    const two = twoJobs();
    const copyAll = async (from: string, to: string) => {
      await two.engine.jobs.apply(two.later.id, cancel(now));
      return two.engine.copies.copyAll(from, to);
    };
    expect(await workThenTakeOver(two, undefined, { copies: { copyAll } })).toEqual({ applied: false });
    expect(filesOf(two, two.later)).toEqual([]);
    expect((await two.engine.jobs.get(two.later.id))?.state).toBe('canceled');
  });

  it('of two at once is no trouble: both do their work', async () => {
    const two = twoJobs();
    const found = await Promise.all([begin(two, two.first), begin(two, two.later)]);
    expect(found).toMatchObject([{ earlier: null }, { earlier: null }]);
    for (const job of [two.first, two.later]) await work(two, job);
    for (const job of [two.first, two.later])
      expect(await two.engine.jobs.get(job.id)).toMatchObject({ state: 'succeeded' });
  });

  it('tells the time of copying as time that the job ran', async () => {
    const two = twoJobs();
    let at = 60;
    const clock = () => {
      at += 2;
      return seconds(at);
    };
    await workThenTakeOver(two, undefined, { clock });
    const { timings } = (await two.engine.jobs.get(two.later.id)) ?? {};
    expect(timings?.queuedSeconds).toBe(62);
    expect(timings?.runningSeconds).toBeGreaterThan(0);
    expect(timings?.steps).toEqual([{ step: 'take-over', seconds: timings?.runningSeconds }]);
  });

  it('throws what has gone wrong, so that an alarm hears of it, and leaves nothing', async () => {
    const two = twoJobs();
    const copyAll = async (from: string, to: string) => {
      await two.engine.copies.copyAll(from, to);
      throw new EngineError('storage.unavailable', 'AccessDenied');
    };
    await expect(workThenTakeOver(two, undefined, { copies: { copyAll } })).rejects.toThrow('AccessDenied');
    expect(filesOf(two, two.later)).toEqual([]);
  });

  it('stops in time to leave nothing when there is more to copy than it has time for', async () => {
    const two = twoJobs();
    const late = AbortSignal.abort(new EngineError('job.timed-out', 'no time'));
    await expect(workThenTakeOver(two, undefined, {}, late)).rejects.toThrow('no time');
    expect(filesOf(two, two.later)).toEqual([]);
  });
});

describe('a cancel while files are copied', () => {
  /** Canceled before the second of the two files, and swept already. */
  const canceled = async (ports: (two: Two) => object = () => ({})) => {
    const two = twoJobs();
    const { engine, later } = two;
    const copied: string[] = [];
    const copyAll = (from: string, to: string, before?: () => Promise<void>) =>
      engine.copies.copyAll(from, to, async () => {
        await before?.();
        copied.push(to);
        const gone = await engine.jobs.apply(later.id, cancel(now));
        if (gone) await engine.jobs.apply(later.id, settled(gone));
      });
    let at = 60;
    const clock = () => {
      at += 5;
      return seconds(at);
    };
    const done = workThenTakeOver(two, undefined, { copies: { copyAll }, clock, ...ports(two) });
    return { two, copied, done };
  };

  it('is heard before the next one', async () => {
    const { two, copied, done } = await canceled();
    expect(await done).toEqual({ applied: false });
    expect(copied).toHaveLength(1);
    expect(filesOf(two, two.later)).toEqual([]);
  });

  it('puts the record before the sweeper again, which removes what could not be removed at once', async () => {
    const down = () => Promise.reject(new EngineError('storage.unavailable', 'down'));
    const { two, done } = await canceled(({ engine }) => ({ media: { ...engine.media, erase: down } }));
    await expect(done).rejects.toThrow('down');
    const { engine, later } = two;
    expect(filesOf(two, later)).toHaveLength(1);
    expect(await engine.jobs.get(later.id)).toMatchObject({ state: 'canceled', dueAt: expect.any(String) });
    await sweep(seconds(3600), engine);
    expect(filesOf(two, later)).toEqual([]);
  });
});
