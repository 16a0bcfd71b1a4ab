import { newId } from './ids.ts';
import type { Job } from './job.ts';
import { startSeconds } from './life-cycle.ts';
import { type NotePorts, note } from './note.ts';
import type { Idempotency, JobTable } from './ports/jobs.ts';
import type { Workflows } from './ports/workflows.ts';

/** Files go after this long unless the request says otherwise. */
const defaultRetentionSeconds = 7 * 24 * 60 * 60;

export type JobOrder = Pick<Job, 'kind' | 'owner' | 'name' | 'request'> & {
  readonly email?: string | undefined;
  readonly webhook?: string | undefined;
  /** What is known of it beforehand: of a part of another job, of a job of many parts. @default a new id */
  readonly known?: Partial<Pick<Job, 'id' | 'parent' | 'batch'>>;
  /** Null keeps the files. */
  readonly retentionSeconds?: number | null | undefined;
};

const newJob = (order: JobOrder, now: Date): Job => ({
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
  ...(order.webhook !== undefined && { webhook: order.webhook }),
  createdAt: now.toISOString(),
  retentionSeconds: order.retentionSeconds === undefined ? defaultRetentionSeconds : order.retentionSeconds,
  ...order.known,
  dueAt: new Date(now.getTime() + startSeconds * 1000).toISOString(),
});

export type LaunchPorts = NotePorts & { readonly workflows: Pick<Workflows, 'start'> };
export type StartPorts = LaunchPorts & { readonly jobs: Pick<JobTable, 'create'> };

/** A queued job is accepted whatever becomes of its start: the sweeper starts it again, and twice is as once. */
const startWorkflow = async (job: Job, { workflows, log }: LaunchPorts): Promise<void> => {
  try {
    await workflows.start(job);
  } catch (error) {
    log.error('the workflow could not be started; the sweeper will', error as Error);
  }
};

/** Starts the workflow of a job that was just queued. */
export const launch = async (job: Job, now: Date, ports: LaunchPorts): Promise<void> => {
  const line = job.attempt === 1 ? 'queued' : `queued again, attempt ${job.attempt}`;
  await Promise.all([note(job.id, line, now, ports), startWorkflow(job, ports)]);
};

/** Writes the record, then starts its workflow. A request that is repeated gets the job that it made at first. */
export const startJob = async (
  order: JobOrder,
  { now, idempotency }: { readonly now: Date; readonly idempotency?: Idempotency | undefined },
  ports: StartPorts,
): Promise<Job> => {
  const { job, repeated } = await ports.jobs.create(newJob(order, now), idempotency);
  if (!repeated) await launch(job, now, ports);
  // the first request may have died between the record and the start
  else if (job.state === 'queued') await startWorkflow(job, ports);
  return job;
};
