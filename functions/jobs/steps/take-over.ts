import * as z from 'zod';
import type { Artifact } from '#shared/artifact.ts';
import type { Job } from '#shared/job.ts';
import { mark } from '#shared/life-cycle.ts';
import { note } from '#shared/note.ts';
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

/** Copies the files and ends the job with them; null when they went meanwhile, or the job did. */
const copyAndFinish = async (job: Job, earlier: Job, ports: TakeOverPorts): Promise<Job | null> => {
  const [from, to] = [artifactPrefix(earlier), artifactPrefix(job)];
  const { clock, copies, jobs } = ports;
  await copies.copyAll(from, to);
  if (!isStillThere(await jobs.get(earlier.id), job)) return null;
  const artifacts = earlier.artifacts.map((artifact) => moved(artifact, from, to));
  return finishJob(job, { outcome: { artifacts, notes: earlier.notes }, now: clock(), cached: true }, ports);
};

/** What was copied in vain goes, unless what lies there by now is of a result, or of another attempt. */
const cleanUp = async (job: Job, { jobs, media, log }: TakeOverPorts): Promise<void> => {
  try {
    const found = await jobs.get(job.id);
    if (found?.attempt === job.attempt && found.state !== 'succeeded') await media.erase(artifactPrefix(job));
  } catch (error) {
    log.error('files that were copied in vain were left', error as Error);
  }
};

/** The copy, or null for whatever reason there is none: then the work is done. */
const tryToCopy = async (job: Job, earlier: Job, ports: TakeOverPorts): Promise<Job | null> => {
  try {
    return await copyAndFinish(job, earlier, ports);
  } catch (error) {
    ports.log.error('earlier files could not be copied', error as Error);
    return null;
  }
};

/**
 * Ends a job with the files of an earlier one that made the same, by copies of its own: each has its own retention.
 * False when the work has to be done after all.
 */
export const takeOver = async (
  { job: id, attempt, earlier: earlierId, contentKey }: TakeOverStep,
  ports: TakeOverPorts,
): Promise<{ readonly applied: boolean }> => {
  const { clock, jobs } = ports;
  const [job, earlier] = await Promise.all([jobs.get(id), jobs.get(earlierId)]);
  if (!job || job.attempt !== attempt) return { applied: false };
  // the answer to the first call may have been lost
  if (job.state !== 'running') return { applied: job.state === 'succeeded' };
  if (!isStillThere(earlier, job)) return { applied: false };
  await jobs.apply(id, mark(attempt, { stage: 'copying' }, clock()));
  await note(id, `job ${earlierId} made the same: copying its files`, clock(), ports);
  const done = await tryToCopy(job, earlier, ports);
  if (done) await rememberMade(done, contentKey, ports);
  else await cleanUp(job, ports);
  if (!done) await note(id, `the files of job ${earlierId} could not be had: made anew`, clock(), ports);
  return { applied: done !== null };
};
