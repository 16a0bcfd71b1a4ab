import { markJob } from '#jobs/steps/mark-job.ts';
import { takeOver } from '#jobs/steps/take-over.ts';
import type { Job } from '#shared/job.ts';
import { artifactPrefix } from '#shared/prefixes.ts';
import { aJob, anArtifact } from './builders.ts';
import { anEngine, now, put, seconds } from './engine.ts';
import { never } from './worker.ts';

export const source = 'raw/alice/holiday.mov';
export const request = { source, name: 'holiday', make: { preset: 'h264-480p' } };

/** Two jobs that ask for the same, of one source. */
export const twoJobs = (second: Partial<Job> = {}) => {
  const [first, later] = [aJob({ request }), aJob({ request, retentionSeconds: 3600, ...second })];
  const engine = { ...anEngine({ jobs: [first, later] }), clock: () => seconds(60) };
  put(engine, source, 'a film');
  return { engine, first, later };
};
export type Two = ReturnType<typeof twoJobs>;

export const begin = ({ engine }: Two, { id }: Job) =>
  markJob({ step: 'begin', job: id, attempt: 1, reuse: true }, now, engine);

/** Does the work of a job: its result lies in the store, and its workflow says so. */
export const work = async (
  two: Two,
  job: Job,
  before = () => {},
  { makers = [two.engine.maker] }: { makers?: readonly (string | undefined)[] } = {},
) => {
  const { contentKey } = await begin(two, job);
  before();
  for (const [n, maker] of makers.entries()) {
    const run = { job: job.id, attempt: 1, step: `step ${n}` };
    await two.engine.checkpoints.start(run);
    await two.engine.checkpoints.put(run, {}, maker);
  }
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

export const filesOf = ({ engine }: Two, job: Job): string[] =>
  [...engine.bucket.keys()].filter((key) => key.startsWith(artifactPrefix(job))).sort();

/** Begins the second job once the first is done, and takes over what the beginning found. */
export const workThenTakeOver = async (
  two: Two,
  meanwhile: () => unknown = () => {},
  ports: object = {},
  late = never,
) => {
  await work(two, two.first);
  const { contentKey = null, earlier = null } = await begin(two, two.later);
  if (!contentKey || !earlier) throw new Error('nothing was found');
  await meanwhile();
  return takeOver({ job: two.later.id, attempt: 1, earlier, contentKey }, late, { ...two.engine, ...ports });
};
