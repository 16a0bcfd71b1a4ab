import { childId } from '#shared/child-id.ts';
import { asEngineError, EngineError } from '#shared/errors.ts';
import { type GiveUpPorts, giveUpJob } from '#shared/give-up-job.ts';
import type { Job } from '#shared/job.ts';
import { canRetry, isLive, requeue, unlessMoved } from '#shared/life-cycle.ts';
import type { Batches, Waiters } from '#shared/ports/batches.ts';
import type { Callbacks } from '#shared/ports/workflows.ts';
import { launch, startJob } from '#shared/start-job.ts';
import { itemOrder } from '../batch-order.ts';
import type { Step } from './schema.ts';

export type BeginPorts = GiveUpPorts & {
  readonly batches: Pick<Batches, 'items'>;
  readonly waiters: Waiters;
  readonly callbacks: Callbacks;
};

const goesOn = (batch: Job | null, { attempt }: Step<'begin'>): batch is Job =>
  batch?.state === 'running' && batch.attempt === attempt;

/** One that had failed when all failed ones were asked for once more. */
const isToRetry = (child: Job, { batch }: Job, now: Date): boolean =>
  canRetry(child, now) && (child.endedAt ?? '') < (batch?.retriedAt ?? '');

/** The item's own job as it is after this: begun, begun again, or as it was found. */
const begun = async (batch: Job, order: ReturnType<typeof itemOrder>, now: Date, ports: BeginPorts): Promise<Job> => {
  const child = await startJob(order, { now }, ports);
  if (!isToRetry(child, batch, now)) return child;
  const queued = await ports.jobs.apply(child.id, unlessMoved(child, requeue(child, now)));
  if (queued) await launch(queued, now, ports);
  return queued ?? child;
};

/** Whether somebody will say that the item is over; else it is over, or nothing is begun. */
const beginOne = async (step: Step<'begin'>, now: Date, ports: BeginPorts): Promise<boolean> => {
  const { job, index, token } = step;
  const batch = await ports.jobs.get(job);
  if (!goesOn(batch, step)) return false;
  const [item] = await ports.batches.items(job, { from: index, to: index });
  if (!item) throw new EngineError('internal', `item ${index} of batch ${job} is not there`);
  if (item.refused) return false;
  const id = childId(job, index);
  // first, so that whoever ends the job finds who waits for it
  await ports.waiters.keep(id, token);
  const child = await begun(batch, itemOrder(batch, item), now, ports);
  // a cancel in the meantime has not seen it
  const canceled = (await ports.jobs.get(job))?.state === 'canceled';
  if (canceled && isLive(child)) await giveUpJob(child, now, ports);
  if (isLive(child) && !canceled) return true;
  await ports.waiters.forget(id, token);
  return false;
};

/** Begins an item, or begins it again; the workflow goes on when it is over, whatever its end. */
export const beginItem = async (step: Step<'begin'>, now: Date, ports: BeginPorts): Promise<void> => {
  try {
    if (!(await beginOne(step, now, ports))) await ports.callbacks.succeed(step.token, {});
  } catch (thrown) {
    const error = asEngineError(thrown);
    ports.log.error(`item ${step.index} could not be begun`, error);
    // the emulator of a home does not hear of it otherwise
    await ports.callbacks.fail(step.token, { code: error.code, message: error.message });
  }
};
