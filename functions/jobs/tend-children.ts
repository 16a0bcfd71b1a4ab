import type { Job } from '#shared/job.ts';
import { accompany, isLive, unlessMoved } from '#shared/life-cycle.ts';
import type { Batches, Waiters } from '#shared/ports/batches.ts';
import type { Callbacks, Workflows } from '#shared/ports/workflows.ts';
import { died } from './close-dead-job.ts';
import { eachChildren } from './each-child.ts';
import { type FailPorts, failJob } from './fail-job.ts';
import { tellWaiter } from './tell-parent.ts';

export type TendPorts = FailPorts & {
  readonly workflows: Pick<Workflows, 'state'>;
  readonly batches: Pick<Batches, 'children'>;
  readonly waiters: Waiters;
  readonly callbacks: Pick<Callbacks, 'succeed'>;
};

/** Says once more what nobody heard: of a parent at work which of its children have ended. */
export const tendChildren = async (parent: Job, now: Date, ports: TendPorts): Promise<void> => {
  const seen = await ports.jobs.apply(
    parent.id,
    unlessMoved(parent, accompany(parent.attempt, parent.progress.percent ?? 0, now)),
  );
  if (!seen) return;
  const state = await ports.workflows.state(parent);
  if (state !== null && state !== 'running') return void (await failJob(seen, died, now, ports));
  for await (const children of eachChildren(parent, ports.batches)) {
    const ended = children.filter((child) => !isLive(child)).map(({ id }) => id);
    const tokens = await ports.waiters.find(ended);
    await Promise.all(ended.map((id, at) => tellWaiter(id, tokens[at], ports)));
  }
};
