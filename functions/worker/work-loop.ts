import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '#shared/ports/work-queue.ts';
import { type QueuePorts, takeDelivery } from './take-delivery.ts';

/** Short: a worker that dies in a long poll takes the next message with it for one visibility time. */
const pollSeconds = 2;
const outageMilliseconds = 2000;
/** SQS hands out at most ten at once. */
const mostAtOnce = 10;

const giveBack = async ({ receipt }: Delivery, { queue }: QueuePorts): Promise<void> => {
  await queue.extend(receipt, 0);
};

/** Takes work for as long as it may, `slots` at once; resolves when told to stop and the last has let go. */
export const workLoop = async (slots: number, stopping: AbortSignal, ports: QueuePorts): Promise<void> => {
  const busy = new Set<Promise<void>>();
  while (!stopping.aborted) {
    if (busy.size >= slots) {
      await Promise.race(busy);
      continue;
    }
    // Not broken off when told to stop: what it is handed then would stay hidden from all others for a while.
    const deliveries = await ports.queue
      .receive(Math.min(slots - busy.size, mostAtOnce), pollSeconds)
      .catch(async (error: Error) => {
        if (!stopping.aborted) ports.log.error('the work queue did not answer', error);
        await sleep(outageMilliseconds, undefined, { signal: stopping }).catch(() => undefined);
        return [];
      });
    for (const delivery of deliveries) {
      const taking = stopping.aborted ? giveBack(delivery, ports) : takeDelivery(delivery, stopping, ports);
      const taken = taking
        .catch((error: Error) => ports.log.error('a call could not be answered; it will be delivered again', error))
        .finally(() => busy.delete(taken));
      busy.add(taken);
    }
  }
  await Promise.allSettled(busy);
};
