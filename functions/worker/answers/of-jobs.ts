import { byOurClock } from '../by-our-clock.ts';
import { mayTell, refuseJob } from '../may-touch.ts';
import { findRunning } from './find-running.ts';
import type { Answers } from './ports.ts';

/** The record of a job, its log and the results of its steps. */
export const ofJobs: Answers<'look' | 'apply' | 'log' | 'result' | 'keep' | 'start'> = {
  look: async ({ job: id }, { jobs }) => {
    const job = await jobs.get(id);
    return { job: job && { state: job.state, attempt: job.attempt } };
  },
  apply: async ({ job, transition }, { jobs }, now) => ({
    taken: (await jobs.apply(job, byOurClock(transition, now))) !== null,
  }),
  log: async ({ job: id, lines }, { jobs, logs }, now) => {
    const job = await jobs.get(id);
    const refusal = job && mayTell(job, now) ? undefined : refuseJob(job, id);
    if (refusal) throw refusal;
    await logs.append(id, lines);
    return {};
  },
  result: async ({ job, step }, ports) => {
    await findRunning(job, ports);
    const result = await ports.checkpoints.get(job, step);
    return result === undefined ? {} : { result };
  },
  keep: async ({ job, step, result }, ports) => {
    await findRunning(job, ports);
    await ports.checkpoints.put(job, step, result);
    return {};
  },
  start: async ({ job, attempt, step }, ports) => {
    await findRunning(job, ports);
    return { starts: await ports.checkpoints.start(job, attempt, step) };
  },
};
