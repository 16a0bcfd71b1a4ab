import { describe, expect, it } from 'vitest';
import { markJob } from '#jobs/steps/mark-job.ts';
import { takeOver } from '#jobs/steps/take-over.ts';
import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { cancel, discard } from '#shared/life-cycle.ts';
import { artifactPrefix } from '#shared/prefixes.ts';
import { aJob, anArtifact } from '../../../support/builders.ts';
import { anEngine, linesOf, now, put, seconds } from '../../../support/engine.ts';

const source = 'raw/alice/holiday.mov';
const request = { source, name: 'holiday', make: { preset: 'h264-480p' } };

/** Two jobs that ask for the same, of one source. */
const twoJobs = (second: Partial<Job> = {}) => {
  const [first, later] = [aJob({ request }), aJob({ request, retentionSeconds: 3600, ...second })];
  const engine = { ...anEngine({ jobs: [first, later] }), clock: () => seconds(60) };
  put(engine, source, 'a film');
  return { engine, first, later };
};
type Two = ReturnType<typeof twoJobs>;

const begin = ({ engine }: Two, { id }: Job) =>
  markJob({ step: 'begin', job: id, attempt: 1, reuse: true }, now, engine);

/** Does the work of a job: its result lies in the store, and its workflow says so. */
const work = async (two: Two, job: Job, before = () => {}) => {
  const { contentKey } = await begin(two, job);
  before();
  const prefix = artifactPrefix(job);
  put(two.engine, `${prefix}main.mp4`, 'made');
  put(two.engine, `${prefix}poster.jpg`, 'still');
  const artifacts = [
    anArtifact({ key: `${prefix}main.mp4` }),
    anArtifact({ key: `${prefix}poster.jpg`, kind: 'image' }),
  ];
  const outcome = { artifacts, notes: ['kept at 640x360'] };
  await markJob({ step: 'finish', job: job.id, attempt: 1, outcome, contentKey }, seconds(30), two.engine);
};

const filesOf = ({ engine }: Two, job: Job): string[] =>
  [...engine.bucket.keys()].filter((key) => key.startsWith(artifactPrefix(job))).sort();

/** Begins the second job once the first is done, and takes over what the beginning found. */
const workThenTakeOver = async (two: Two, meanwhile: () => unknown = () => {}, ports: object = {}) => {
  await work(two, two.first);
  const { contentKey = null, earlier = null } = await begin(two, two.later);
  if (!contentKey || !earlier) throw new Error('nothing was found');
  await meanwhile();
  return takeOver({ job: two.later.id, attempt: 1, earlier, contentKey }, { ...two.engine, ...ports });
};

describe('the beginning of a job', () => {
  it('finds nothing where nothing was made', async () => {
    const two = twoJobs();
    expect(await begin(two, two.first)).toEqual({
      applied: true,
      contentKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      earlier: null,
    });
  });

  it('finds an earlier job that made the same', async () => {
    const two = twoJobs();
    await work(two, two.first);
    expect(await begin(two, two.later)).toMatchObject({ earlier: two.first.id });
  });

  it.each<[string, (two: Two) => unknown]>([
    [
      'whose files are gone',
      ({ engine, first }) =>
        engine.jobs.get(first.id).then((job) => job && engine.jobs.apply(first.id, discard(job, now))),
    ],
    ['of what is another source by now', ({ engine }) => put(engine, source, 'another film')],
  ])('finds none %s', async (_which, then) => {
    const two = twoJobs();
    await work(two, two.first);
    await then(two);
    expect(await begin(two, two.later)).toMatchObject({ applied: true, earlier: null });
  });

  it.each<[string, Partial<Job>]>([
    ['of another owner', { owner: 'bob' }],
    ['where it wants its own', { request: { ...request, reuse: false } }],
    ['with another wish', { request: { ...request, make: { preset: 'mp3' } } }],
  ])('finds none %s', async (_which, second) => {
    const two = twoJobs(second);
    await work(two, two.first);
    expect(await begin(two, two.later)).toMatchObject({ earlier: null });
  });

  it('finds none that read a source which was replaced meanwhile', async () => {
    const two = twoJobs();
    await work(two, two.first, () => void put(two.engine, source, 'another film'));
    expect(await begin(two, two.later)).toMatchObject({ earlier: null });
  });

  it('is none the worse when nobody can say', async () => {
    const two = twoJobs();
    const find = () => Promise.reject(new EngineError('service.unavailable', 'down'));
    const ports = { ...two.engine, made: { ...two.engine.made, find } };
    const begun = markJob({ step: 'begin', job: two.first.id, attempt: 1, reuse: true }, now, ports);
    expect(await begun).toEqual({ applied: true, contentKey: null, earlier: null });
  });
});

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
    expect(await takeOver(again, two.engine)).toEqual({ applied: true });
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
});
