import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { begin } from '#shared/life-cycle.ts';
import { note } from '#shared/note.ts';
import type { Archive, SiteItem } from '#shared/ports/archive.ts';
import type { Checkpoints, JobTable } from '#shared/ports/jobs.ts';
import { type FailPorts, failJob } from '../fail-job.ts';
import { finishJob } from '../finish-job.ts';
import { type Earlier, type EarlierPorts, findEarlier, isOfThisVersion, rememberMade } from '../made-earlier.ts';
import { jobErrorOf } from './job-error.ts';
import type { JobStep } from './schema.ts';

type Ports = FailPorts &
  EarlierPorts & {
    readonly jobs: JobTable;
    readonly checkpoints: Pick<Checkpoints, 'makers'>;
    readonly archive: Archive;
  };
type Step<S extends JobStep['step']> = Extract<JobStep, { step: S }>;
type Marked = { readonly applied: boolean };
type Begun = Marked & Partial<Earlier>;
type Recalled = Marked & { readonly earlier: string | null };

const markBegin = async ({ job, attempt, reuse }: Step<'begin'>, now: Date, ports: Ports): Promise<Begun> => {
  const running = await ports.jobs.apply(job, begin(attempt, now));
  if (!running) throw new EngineError('job.canceled', 'the job is not waiting any more');
  const found = reuse ? await findEarlier(running, ports) : {};
  await note(job, 'waiting for a worker', now, ports);
  // a later attempt goes on from its own results, whose files copies would lie among
  return { applied: true, ...found, ...(reuse && attempt > 1 && { earlier: null }) };
};

/** The end is written by now: that nobody finds the result again is no reason to take it back. */
const rememberWork = async (job: Job, contentKey: string, ports: Ports): Promise<void> => {
  try {
    if (await isOfThisVersion(job, ports)) await rememberMade(job, contentKey, ports);
  } catch (error) {
    ports.log.error('a result will not be found again', error as Error);
  }
};

/** Likewise: at worst it is fetched a second time. */
const archiveWork = async ({ id, owner }: Job, item: SiteItem, { archive, log }: Ports): Promise<void> => {
  try {
    await archive.remember(owner, item, id);
  } catch (error) {
    log.error('what was fetched is not in the archive', error as Error);
  }
};

const recall = async ({ job: id, item }: Step<'recall'>, { jobs, archive }: Ports): Promise<Recalled> => {
  const job = await jobs.get(id);
  if (!job) throw new EngineError('job.not-found', `there is no job ${id}`);
  const earlier = await archive.find(job.owner, item);
  return { applied: true, earlier: earlier === id ? null : earlier };
};

const markFinish = async (
  { job: id, attempt, outcome, contentKey, archive }: Step<'finish'>,
  now: Date,
  ports: Ports,
): Promise<Marked> => {
  const job = await ports.jobs.get(id);
  if (!job) throw new EngineError('job.not-found', `there is no job ${id}`);
  const succeeded = await finishJob({ ...job, attempt }, { outcome, now }, ports);
  if (succeeded && contentKey) await rememberWork(succeeded, contentKey, ports);
  if (succeeded && archive) await archiveWork(succeeded, archive, ports);
  return { applied: succeeded !== null };
};

const markFail = async ({ job: id, attempt, error }: Step<'fail'>, now: Date, ports: Ports): Promise<Marked> => {
  ports.log.info('the workflow failed', { job: id, error: error.name, cause: error.cause.slice(0, 2000) });
  const failed = await failJob({ id, attempt }, jobErrorOf(error.name, error.cause), now, ports);
  return { applied: failed !== null };
};

/**
 * Writes what a workflow says of its job. A refused beginning ends the workflow as canceled; a refused end is
 * no error, since the record's end is written once and somebody was first.
 */
export const markJob = (step: JobStep, now: Date, ports: Ports): Promise<Begun> => {
  if (step.step === 'begin') return markBegin(step, now, ports);
  if (step.step === 'recall') return recall(step, ports);
  if (step.step === 'finish') return markFinish(step, now, ports);
  return markFail(step, now, ports);
};
