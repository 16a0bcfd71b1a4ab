import { newId } from './ids.ts';
import type { Job } from './job.ts';
import { isLive, startSeconds } from './life-cycle.ts';
import type { Log } from './log.ts';
import type { Idempotency, JobTable } from './ports/jobs.ts';
import type { Workflows } from './ports/workflows.ts';

/** Files go after this long unless the request says otherwise. */
export const defaultRetentionSeconds = 7 * 24 * 60 * 60;

export type JobOrder = Pick<Job, 'kind' | 'owner' | 'name' | 'request'> & {
  readonly email?: string | undefined;
  /** Null keeps the files. */
  readonly retentionSeconds?: number | null | undefined;
};

export const newJob = (order: JobOrder, now: Date): Job => ({
  id: newId(now),
  kind: order.kind,
  owner: order.owner,
  name: order.name,
  state: 'queued',
  attempt: 1,
  request: order.request,
  progress: { stage: 'queued', at: now.toISOString() },
  artifacts: [],
  notes: [],
  ...(order.email !== undefined && { email: order.email }),
  createdAt: now.toISOString(),
  retentionSeconds: order.retentionSeconds === undefined ? defaultRetentionSeconds : order.retentionSeconds,
  dueAt: new Date(now.getTime() + startSeconds * 1000).toISOString(),
});

export type StartPorts = { readonly jobs: JobTable; readonly workflows: Workflows; readonly log: Log };

/**
 * Writes the record, then starts its workflow. Once the record is written the job is accepted, whatever becomes
 * of the start: the sweeper starts a queued job again, and a second start of the same attempt does nothing.
 */
export const startJob = async (
  order: JobOrder,
  { now, idempotency }: { readonly now: Date; readonly idempotency?: Idempotency | undefined },
  { jobs, workflows, log }: StartPorts,
): Promise<Job> => {
  const { job } = await jobs.create(newJob(order, now), idempotency);
  if (!isLive(job)) return job;
  try {
    await workflows.start(job);
  } catch (error) {
    log.error('the workflow could not be started; the sweeper will', error as Error);
  }
  return job;
};
