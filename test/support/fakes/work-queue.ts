import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { EngineError } from '#shared/errors.ts';
import type { Delivery, WorkQueue, WorkQueues } from '#shared/ports/work-queue.ts';
import { usualTags } from '#shared/queue-tag.ts';

type Held = { readonly id: string; readonly body: string; deliveries: number; receipt: string; hiddenUntil: number };

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Messages are hidden by the real clock, as in SQS; a receipt is good until its time is up. */
export const inMemoryWorkQueue = (
  visibilitySeconds = 30,
): WorkQueue & { readonly sendText: (text: string) => void } => {
  const messages: Held[] = [];
  const sendText = (body: string): void =>
    void messages.push({ id: randomUUID(), body, deliveries: 0, receipt: '', hiddenUntil: 0 });
  const holds = (receipt: string) => (message: Held) => message.receipt === receipt && message.hiddenUntil > Date.now();

  const deliver = (message: Held): Delivery => {
    message.deliveries += 1;
    message.receipt = randomUUID();
    message.hiddenUntil = Date.now() + visibilitySeconds * 1000;
    const { id, body, receipt, deliveries } = message;
    return { id, body: parsed(body), receipt, deliveries };
  };

  return {
    sendText,
    send: async (body) => sendText(JSON.stringify(body)),
    receive: async (max, waitSeconds, signal) => {
      const until = Date.now() + waitSeconds * 1000;
      for (;;) {
        const seen = messages.filter(({ hiddenUntil }) => hiddenUntil <= Date.now()).slice(0, max);
        if (seen.length > 0 || Date.now() >= until) return seen.map(deliver);
        await wait(20, undefined, signal ? { signal } : {});
      }
    },
    extend: async (receipt, seconds) => {
      const message = messages.find(holds(receipt));
      if (message) message.hiddenUntil = Date.now() + seconds * 1000;
      return message !== undefined;
    },
    done: async (receipt) => {
      const index = messages.findIndex(({ receipt: held }) => held === receipt);
      if (index >= 0) messages.splice(index, 1);
    },
  };
};

export const inMemoryWorkQueues = (): WorkQueues => {
  const queues = new Map<string, WorkQueue>(usualTags.map((tag) => [tag, inMemoryWorkQueue()]));
  return (tag) => {
    const queue = queues.get(tag);
    if (queue) return queue;
    throw new EngineError('request.invalid', `nothing is placed on a queue with the tag ${tag}`);
  };
};
