import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from '#shared/env.ts';
import { EngineError } from '#shared/errors.ts';
import { slotsOf } from '#shared/queue-tag.ts';
import { claimScratch } from './scratch.ts';
import type { DeliveryPorts, QueuePorts } from './take-delivery.ts';
import { type PresencePorts, tellPresence } from './tell-presence.ts';
import { workLoop } from './work-loop.ts';

/** Aborts at SIGTERM and SIGINT, which may come twice: from the terminal and from whoever started us. */
const toldToStop = (): AbortSignal => {
  const stopping = new AbortController();
  const stop = () => stopping.abort(new EngineError('worker.restarted', 'the worker was told to stop'));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  return stopping.signal;
};

type WorkerPorts = DeliveryPorts & PresencePorts & { readonly queueOf: (tag: string) => QueuePorts['queue'] };

/**
 * A long-running worker, here or anywhere, until it is told to stop or `turnedAway`. It gives its messages back and
 * leaves nothing in its scratch folder.
 */
export const runWorker = async (
  portsIn: (scratchRoot: string) => WorkerPorts,
  turnedAway: AbortSignal = new AbortController().signal,
): Promise<void> => {
  const stopping = AbortSignal.any([toldToStop(), turnedAway]);
  await using scratch = await claimScratch(env('REELMILL_SCRATCH') ?? join(tmpdir(), 'reelmill-worker'));
  const ports = portsIn(scratch.path);
  const cores = availableParallelism();
  const lanes = env('REELMILL_WORKER_TAGS').map((tag) => ({
    tag,
    slots: env('REELMILL_WORKER_SLOTS') ?? slotsOf(tag, cores),
  }));
  const slots = lanes.reduce((sum, lane) => sum + lane.slots, 0);
  ports.log.info('ready for work', { slots: lanes.map((lane) => `${lane.slots} ${lane.tag}`).join(', ') });
  const tags = lanes.map(({ tag }) => tag);
  const presence = tellPresence({ kind: 'waiting', slots, tags, folder: scratch.path }, stopping, ports);
  await Promise.all(lanes.map(({ tag, slots }) => workLoop(slots, stopping, { ...ports, queue: ports.queueOf(tag) })));
  await presence;
};
