import { byOurClock, linesByOurClock } from '../by-our-clock.ts';
import { mayTell, refuseJob } from '../may-touch.ts';
import { findRunning } from './find-running.ts';
import type { Answers } from './ports.ts';

/** The record of a job, its log and the results of its steps. */
export const ofJobs: Answers<'look' | 'apply' | 'log' | 'result' | 'start' | 'keep' | 'give-back'> = {
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
    await logs.append(id, linesByOurClock(lines, now));
    return {};
  },
  result: async ({ job, step }, ports) => {
    await findRunning({ job }, ports);
    const result = await ports.checkpoints.get(job, step);
    return result === undefined ? {} : { result };
  },
  start: async (ask, ports) => {
    await findRunning(ask, ports);
    return { starts: await ports.checkpoints.start(ask) };
  },
  keep: async ({ result, maker, ...ask }, ports) => {
    await findRunning(ask, ports);
    return { taken: await ports.checkpoints.put(ask, result, maker) };
  },
  'give-back': async ({ start, ...ask }, ports) => {
    await findRunning(ask, ports);
    return { taken: await ports.checkpoints.giveBack(ask, start) };
  },
};
