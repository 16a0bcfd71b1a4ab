import * as z from 'zod';
import type { Artifact } from '#shared/artifact.ts';
import { asEngineError, EngineError, type ErrorCode } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { discard, mark } from '#shared/life-cycle.ts';
import { note } from '#shared/note.ts';
import type { Told } from '#shared/operation.ts';
import type { MediaCopies } from '#shared/ports/media-copies.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { artifactPrefix } from '#shared/prefixes.ts';
import { type FinishPorts, finishJob } from '../finish-job.ts';
import { type EarlierPorts, isStillThere, rememberMade } from '../made-earlier.ts';

/** What a workflow asks when an earlier job made the same. */
export const takeOverStep = z.strictObject({
  job: z.uuidv7(),
  attempt: z.int().positive(),
  earlier: z.uuidv7(),
  contentKey: z.string(),
});
export type TakeOverStep = z.infer<typeof takeOverStep>;

export type TakeOverPorts = FinishPorts &
  EarlierPorts & {
    readonly copies: MediaCopies;
    readonly media: Pick<MediaStore, 'head' | 'erase'>;
    readonly clock: () => Date;
  };

const moved = (artifact: Artifact, from: string, to: string): Artifact => ({
  ...artifact,
  key: to + artifact.key.slice(from.length),
});

/** A cancel is heard within this time, as by a worker. */
const lookMilliseconds = 3000;

const over = () => new EngineError('job.canceled', 'the job is over or goes on elsewhere');

/** Gives a sign of life now and then; throws once nobody waits for the copies any more, or there is no time for them. */
const signing = ({ id, attempt }: Job, late: AbortSignal, { jobs, clock }: TakeOverPorts) => {
  let seen = Number.NEGATIVE_INFINITY;
  return async (): Promise<void> => {
    late.throwIfAborted();
    const now = clock();
    if (now.getTime() - seen < lookMilliseconds) return;
    seen = now.getTime();
    if (!(await jobs.apply(id, mark(attempt, { stage: 'copying' }, now)))) throw over();
  };
};

/** What the earlier one found out, and this one has no need to; it keeps a name that a person gave it. */
const toldOf = ({ request }: Job, { name, ytDlp }: Job): Told => ({
  ...(request['name'] === undefined && { name }),
  ...(ytDlp !== undefined && { ytDlp }),
});

/** Copies the files and ends the job with them; null when they went meanwhile, or the job did. */
const copyAndFinish = async (
  job: Job,
  earlier: Job,
  { late, ...ports }: TakeOverPorts & { readonly late: AbortSignal },
): Promise<Job | null> => {
  const [from, to] = [artifactPrefix(earlier), artifactPrefix(job)];
  const { clock, copies, jobs } = ports;
  await copies.copyAll(from, to, signing(job, late, ports));
  if (!isStillThere(await jobs.get(earlier.id), job)) return null;
  const artifacts = earlier.artifacts.map((artifact) => moved(artifact, from, to));
  const end = {
    outcome: { artifacts, notes: earlier.notes },
    now: clock(),
    cached: true,
    ...toldOf(job, earlier),
  } as const;
  return finishJob(job, end, ports);
};

/**
 * What was copied in vain goes, unless what lies there by now is of a result, or of another attempt. The record of a job
 * that is over is put before the sweeper first: it may have been there already, while copies were still made.
 */
const cleanUp = async (job: Job, { jobs, media, clock }: TakeOverPorts): Promise<void> => {
  const found = await jobs.get(job.id);
  if (found?.attempt !== job.attempt || found.state === 'succeeded') return;
  if (found.state === 'canceled') await jobs.apply(job.id, discard(found, clock()));
  await media.erase(artifactPrefix(job));
};

/** Why files cannot be had that were there a moment ago; anything else is trouble of ours. */
const ordinary: readonly ErrorCode[] = ['artifact.not-found', 'artifact.frozen', 'job.canceled'];

/** The copy, or null where the work is done instead; what has gone wrong is thrown, once nothing is left of it. */
const tryToCopy = async (job: Job, earlier: Job, late: AbortSignal, ports: TakeOverPorts): Promise<Job | null> => {
  try {
    const done = await copyAndFinish(job, earlier, { ...ports, late });
    if (!done) await cleanUp(job, ports);
    return done;
  } catch (error) {
    await cleanUp(job, ports);
    if (!ordinary.includes(asEngineError(error).code)) throw error;
    return null;
  }
};

/**
 * Ends a job with the files of an earlier one that made the same, by copies of its own: each has its own retention.
 * False when the work has to be done after all.
 *
 * @param late aborts when there is just time left to remove what was copied.
 */
export const takeOver = async (
  { job: id, attempt, earlier: earlierId, contentKey }: TakeOverStep,
  late: AbortSignal,
  ports: TakeOverPorts,
): Promise<{ readonly applied: boolean }> => {
  const { clock, jobs } = ports;
  const [job, earlier] = await Promise.all([jobs.get(id), jobs.get(earlierId)]);
  if (!job || job.attempt !== attempt) return { applied: false };
  // the answer to the first call may have been lost
  if (job.state !== 'running') return { applied: job.state === 'succeeded' };
  if (!isStillThere(earlier, job)) return { applied: false };
  const step = { job: id, step: 'take-over' };
  await note(step, `job ${earlierId} made the same: copying its files`, clock(), ports);
  const done = await tryToCopy(job, earlier, late, ports);
  if (done) await rememberMade(done, contentKey, ports);
  else await note(step, `the files of job ${earlierId} could not be had: made anew`, clock(), ports);
  return { applied: done !== null };
};
