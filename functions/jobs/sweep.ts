import type { Job } from '#shared/job.ts';
import { awaitStart, discard, handOver, settled, unclaimed, unlessMoved, whatIsDue } from '#shared/life-cycle.ts';
import type { Log } from '#shared/log.ts';
import { note } from '#shared/note.ts';
import type { JobLog } from '#shared/ports/jobs.ts';
import type { Workflows } from '#shared/ports/workflows.ts';
import { died } from './close-dead-job.ts';
import { failJob } from './fail-job.ts';
import { type CleanPorts, removeFiles } from './remove-files.ts';
import { type TendPorts, tendChildren } from './tend-children.ts';

type SweepPorts = CleanPorts &
  TendPorts & {
    readonly workflows: Workflows;
    readonly logs: JobLog;
    readonly log: Log;
  };

const pageSize = 100;
/** As many as fit into the time of one sweep; the rest is due at the next. */
const mostPages = 10;

/** A queued job whose execution never began is started; one whose execution is over was missed by the backstop. */
const startAgain = async (job: Job, now: Date, ports: SweepPorts): Promise<void> => {
  const state = await ports.workflows.state(job);
  if (state !== null && state !== 'running') return void (await failJob(job, died, now, ports));
  const queued = await ports.jobs.apply(job.id, unlessMoved(job, awaitStart(job, now)));
  if (queued && state === null) await ports.workflows.start(queued);
};

/**
 * A worker tells of progress or gives up: one that did neither is gone. Its call is in the queue again, or its workflow
 * has heard of its end, and so the time that counts is a queue's.
 */
const waitAgain = async (job: Job, now: Date, ports: SweepPorts): Promise<void> => {
  const waiting = await ports.jobs.apply(
    job.id,
    unlessMoved(job, handOver(job.attempt, { percent: job.progress.percent }, now)),
  );
  if (waiting) await note(job.id, `silence at "${job.progress.stage}": waiting for another worker`, now, ports);
};

const endUnclaimed = async (job: Job, now: Date, ports: SweepPorts): Promise<void> => {
  const ended = await failJob(job, unclaimed, now, ports);
  if (ended) await ports.workflows.stop(ended, unclaimed.message);
};

/** The record says first that the files go: from then on nobody keeps them longer or goes on from them. */
const clean = async (job: Job, now: Date, ports: SweepPorts): Promise<void> => {
  const over = await ports.jobs.apply(job.id, unlessMoved(job, discard(job, now)));
  if (!over) return;
  await removeFiles(over, ports);
  await ports.jobs.apply(over.id, unlessMoved(over, settled(over)));
};

const settle = (job: Job, now: Date, ports: SweepPorts): Promise<void> => {
  const due = whatIsDue(job);
  if (due === 'start-again') return startAgain(job, now, ports);
  if (due === 'tend') return tendChildren(job, now, ports);
  if (due === 'wait-again') return waitAgain(job, now, ports);
  if (due === 'unclaimed') return endUnclaimed(job, now, ports);
  return clean(job, now, ports);
};

type Swept = { readonly settled: number; readonly failed: number };

const sweepPage = async (now: Date, ports: SweepPorts): Promise<Swept & { readonly isLast: boolean }> => {
  const due = await ports.jobs.due(now, pageSize);
  const results = await Promise.allSettled(due.map((job) => settle(job, now, ports)));
  const failures = results.filter((result) => result.status === 'rejected');
  for (const { reason } of failures) ports.log.error('could not settle a job', reason as Error);
  const settled = due.length - failures.length;
  return { settled, failed: failures.length, isLast: due.length < pageSize || settled === 0 };
};

/** Looks at every record whose time has come. One that cannot be settled now is tried again at the next sweep. */
export const sweep = async (now: Date, ports: SweepPorts): Promise<Swept> => {
  let [settled, failed] = [0, 0];
  for (let page = 0; page < mostPages; page += 1) {
    const swept = await sweepPage(now, ports);
    settled += swept.settled;
    failed = swept.failed;
    if (swept.isLast) break;
  }
  return { settled, failed };
};
