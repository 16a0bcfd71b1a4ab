import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { begin, type Outcome, retain, succeed } from '#shared/life-cycle.ts';
import { note } from '#shared/note.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { artifactPrefix } from '#shared/prefixes.ts';
import { type FailPorts, failJob } from '../fail-job.ts';
import { measure } from '../measure.ts';
import { jobErrorOf } from './job-error.ts';
import type { JobStep } from './schema.ts';

type Ports = FailPorts & { readonly jobs: JobTable };
type Step<S extends JobStep['step']> = Extract<JobStep, { step: S }>;
type Marked = { readonly applied: boolean };

const markBegin = async ({ job, attempt }: Step<'begin'>, now: Date, ports: Ports): Promise<Marked> => {
  const running = await ports.jobs.apply(job, begin(attempt, now));
  if (!running) throw new EngineError('job.canceled', 'the job is not waiting any more');
  await note(job, 'waiting for a worker', now, ports);
  return { applied: true };
};

/** A worker outside says what it made: that is its word, and may not name what another job or owner has. */
const mustBeOwn = (job: Job, { artifacts }: Outcome): void => {
  const foreign = artifacts.find(({ key }) => !key.startsWith(artifactPrefix(job)));
  if (foreign)
    throw new EngineError('internal', `an artifact of job ${job.id} lies outside its folder: ${foreign.key}`);
};

const markFinish = async ({ job: id, attempt, outcome }: Step<'finish'>, now: Date, ports: Ports): Promise<Marked> => {
  const job = await ports.jobs.get(id);
  if (!job) throw new EngineError('job.not-found', `there is no job ${id}`);
  mustBeOwn(job, outcome);
  const { set, ...when } = succeed({ ...job, attempt }, outcome, now);
  const succeeded = await ports.jobs.apply(id, { ...when, set: { ...set, ...(await measure(job, now, ports)) } });
  // said between our reading and our writing: the end was reckoned with what stood before
  if (succeeded && succeeded.retentionSeconds !== job.retentionSeconds)
    await ports.jobs.apply(id, retain(succeeded.retentionSeconds, now));
  if (succeeded) await note(id, 'succeeded', now, ports);
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
export const markJob = (step: JobStep, now: Date, ports: Ports): Promise<Marked> => {
  if (step.step === 'begin') return markBegin(step, now, ports);
  if (step.step === 'finish') return markFinish(step, now, ports);
  return markFail(step, now, ports);
};
