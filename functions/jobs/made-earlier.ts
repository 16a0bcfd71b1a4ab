import type { Job } from '#shared/job.ts';
import type { Log } from '#shared/log.ts';
import type { Checkpoints, JobTable } from '#shared/ports/jobs.ts';
import type { MadeBefore } from '#shared/ports/made-before.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { contentKey } from './content-key.ts';

export type EarlierPorts = {
  readonly jobs: Pick<JobTable, 'get'>;
  readonly media: Pick<MediaStore, 'head'>;
  readonly made: MadeBefore;
  /** Names the code and the programs that do the work. */
  readonly maker: string;
  readonly log: Log;
};

/**
 * Null for a job whose result is to be made anew, or says nothing of others: what was in the archive is passed by, not
 * copied. Without a source of ours the address in the request stands for what it shows, as long as the files are kept.
 */
export const keyOf = async (job: Job, { media, maker }: EarlierPorts): Promise<string | null> => {
  const { source, reuse, archive } = job.request;
  if (reuse === false || archive === true) return null;
  if (typeof source !== 'string') return contentKey({ ...job, maker });
  const object = await media.head(source);
  return object && contentKey({ ...job, source: object, maker });
};

/** The files of a job are there as long as its record says so, which is said before they go. */
export const isStillThere = (earlier: Job | null, { owner, kind }: Job): earlier is Job =>
  earlier?.state === 'succeeded' && earlier.owner === owner && earlier.kind === kind && earlier.artifacts.length > 0;

export type Earlier = {
  /** What the job's result is to be remembered by. */
  readonly contentKey: string | null;
  /** The id of a job that made the same. */
  readonly earlier: string | null;
};

/** Looks for a job that made the same; whatever stands in the way, the work can be done. */
export const findEarlier = async (job: Job, ports: EarlierPorts): Promise<Earlier> => {
  try {
    const key = await keyOf(job, ports);
    const id = key && (await ports.made.find(key));
    const earlier = id ? await ports.jobs.get(id) : null;
    return { contentKey: key, earlier: isStillThere(earlier, job) ? earlier.id : null };
  } catch (error) {
    ports.log.error('earlier results could not be looked for', error as Error);
    return { contentKey: null, earlier: null };
  }
};

/** Whether all that the job is made of was made by this version: not by another before a retry, nor by another worker. */
export const isOfThisVersion = async (
  { id }: Job,
  { checkpoints, maker }: Pick<EarlierPorts, 'maker'> & { readonly checkpoints: Pick<Checkpoints, 'makers'> },
): Promise<boolean> => {
  const makers = await checkpoints.makers(id);
  return makers.length > 0 && makers.every((each) => each === maker);
};

/** Remembers who made it, unless the source was replaced while it was worked on. */
export const rememberMade = async (job: Job, key: string, ports: EarlierPorts): Promise<void> => {
  try {
    if ((await keyOf(job, ports)) === key) await ports.made.remember(key, job.id);
  } catch (error) {
    ports.log.error('a result will not be found again', error as Error);
  }
};
