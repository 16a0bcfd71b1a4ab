import * as z from 'zod';
import type { Job } from '#shared/job.ts';
import { accompany, isLive } from '#shared/life-cycle.ts';
import type { Batches, Waiters } from '#shared/ports/batches.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { Callbacks } from '#shared/ports/workflows.ts';

export type TellPorts = {
  readonly jobs: Pick<JobTable, 'get' | 'apply'>;
  readonly batches: Batches;
  readonly waiters: Waiters;
  readonly callbacks: Pick<Callbacks, 'succeed'>;
};

/** The domain events of an end, of a job that is a part of another. */
const childEnded = z.object({ detail: z.object({ id: z.uuid(), parent: z.uuid() }) });

/** Whatever its end: the parent's workflow goes on with others, and counts at its own end. */
export const tellWaiter = async (
  id: string,
  token: string | null | undefined,
  { waiters, callbacks }: Pick<TellPorts, 'waiters' | 'callbacks'>,
): Promise<void> => {
  if (!token) return;
  await callbacks.succeed(token, {});
  await waiters.forget(id, token);
};

const over = ['succeeded', 'failed', 'canceled', 'expired'] as const;

/** How far the parent is, of those of its items for which something was begun. */
const showProgress = async (parent: Job, now: Date, { jobs, batches }: TellPorts): Promise<void> => {
  if (!parent.batch || parent.state !== 'running') return;
  const states = await batches.counts(parent.id);
  const ended = over.reduce((sum, state) => sum + (states[state] ?? 0), parent.batch.refused);
  const percent = Math.min(100, (ended / parent.batch.items) * 100);
  await jobs.apply(parent.id, accompany(parent.attempt, percent, now));
};

/** Lets the workflow of the parent go on, and shows how far it is. */
export const tellParent = async (event: unknown, now: Date, ports: TellPorts): Promise<void> => {
  const { id, parent: parentId } = childEnded.parse(event).detail;
  const [child, parent] = await Promise.all([ports.jobs.get(id), ports.jobs.get(parentId)]);
  // begun again since
  if (!child || isLive(child)) return;
  const [token] = await ports.waiters.find([id]);
  await tellWaiter(id, token, ports);
  if (parent) await showProgress(parent, now, ports);
};
