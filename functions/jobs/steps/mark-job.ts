import { EngineError } from '#shared/errors.ts';
import { begin, fail, succeed, type Transition } from '#shared/life-cycle.ts';
import type { Log } from '#shared/log.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { jobErrorOf } from './job-error.ts';
import type { JobStep } from './schema.ts';

type Ports = { readonly jobs: JobTable; readonly log: Log };

const transitionOf = async (step: JobStep, now: Date, { jobs, log }: Ports): Promise<Transition> => {
  if (step.step === 'begin') return begin(step.attempt, now);
  if (step.step === 'fail') {
    log.info('the workflow failed', { job: step.job, error: step.error.name, cause: step.error.cause.slice(0, 2000) });
    return fail(step.attempt, jobErrorOf(step.error.name, step.error.cause), now);
  }
  const job = await jobs.get(step.job);
  if (!job) throw new EngineError('job.not-found', `there is no job ${step.job}`);
  return succeed({ ...job, attempt: step.attempt }, step.outcome, now);
};

/**
 * Writes what a workflow says of its job. A refused beginning ends the workflow as canceled; a refused end is
 * no error, since the record's end is written once and somebody was first.
 */
export const markJob = async (step: JobStep, now: Date, ports: Ports): Promise<{ applied: boolean }> => {
  const applied = (await ports.jobs.apply(step.job, await transitionOf(step, now, ports))) !== null;
  if (!applied && step.step === 'begin') throw new EngineError('job.canceled', 'the job is not waiting any more');
  return { applied };
};
