import type { Job } from '#shared/job.ts';
import { discard, fail, requeue, settled, whatIsDue } from '#shared/life-cycle.ts';
import type { Log } from '#shared/log.ts';
import type { Workflows } from '#shared/ports/workflows.ts';
import { type CleanPorts, removeFiles } from './remove-files.ts';

export type SweepPorts = CleanPorts & { readonly workflows: Workflows; readonly log: Log };

const pageSize = 100;

/** A queued job whose execution never began, or ended without a word, is started as a new attempt. */
const startAgain = async (job: Job, now: Date, { jobs, workflows }: SweepPorts): Promise<void> => {
  const state = await workflows.state(job);
  if (state === 'running') return;
  const queued = state === null ? job : await jobs.apply(job.id, requeue(job, now));
  if (queued) await workflows.start(queued);
};

const stalled = { code: 'worker.stalled', message: 'the work made no progress for ten minutes' } as const;

const endStalled = async (job: Job, now: Date, { jobs, workflows }: SweepPorts): Promise<void> => {
  const ended = await jobs.apply(job.id, fail(job.attempt, stalled, now));
  if (ended) await workflows.stop(ended, stalled.message);
};

const clean = async (job: Job, now: Date, ports: SweepPorts): Promise<void> => {
  const over = job.state === 'succeeded' ? await ports.jobs.apply(job.id, discard(job, now)) : job;
  if (!over) return;
  await removeFiles(over, ports);
  await ports.jobs.apply(over.id, settled(over));
};

const settle = (job: Job, now: Date, ports: SweepPorts): Promise<void> => {
  const due = whatIsDue(job);
  if (due === 'start-again') return startAgain(job, now, ports);
  if (due === 'stalled') return endStalled(job, now, ports);
  return clean(job, now, ports);
};

/** Looks at every record whose time has come. One that cannot be settled now is tried again at the next sweep. */
export const sweep = async (now: Date, ports: SweepPorts): Promise<{ settled: number; failed: number }> => {
  const due = await ports.jobs.due(now, pageSize);
  const results = await Promise.allSettled(due.map((job) => settle(job, now, ports)));
  const failures = results.filter((result) => result.status === 'rejected');
  for (const { reason } of failures) ports.log.error('could not settle a job', reason as Error);
  return { settled: due.length - failures.length, failed: failures.length };
};
