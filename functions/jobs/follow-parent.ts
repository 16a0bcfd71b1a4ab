import * as z from 'zod';
import { type GiveUpPorts, giveUpJob } from '#shared/give-up-job.ts';
import { isLive } from '#shared/life-cycle.ts';
import type { Batches } from '#shared/ports/batches.ts';
import { eachChildren } from './each-child.ts';

export type FollowPorts = GiveUpPorts & { readonly batches: Pick<Batches, 'children'> };

/** The domain events `job.canceled` and `job.expired` of a job with children. */
const parentOver = z.object({ detail: z.object({ id: z.uuid() }) });

/** Of a canceled parent what is left is canceled, and what came through stays; of one that is removed all files go. */
export const followParent = async (event: unknown, now: Date, ports: FollowPorts): Promise<void> => {
  const parent = await ports.jobs.get(parentOver.parse(event).detail.id);
  if (parent?.state !== 'canceled' && parent?.state !== 'expired') return;
  for await (const children of eachChildren(parent, ports.batches)) {
    const meant = children.filter(
      (child) => isLive(child) || (parent.state === 'expired' && child.dueAt !== undefined),
    );
    await Promise.all(meant.map((child) => giveUpJob(child, now, ports)));
  }
};
