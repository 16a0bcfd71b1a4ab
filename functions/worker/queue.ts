import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { callbacks } from '#shared/aws/callbacks.ts';
import { workQueue } from '#shared/aws/work-queue.ts';
import { env } from '#shared/env.ts';
import { EngineError } from '#shared/errors.ts';
import { workerPorts } from './ports.ts';
import { claimScratch } from './scratch.ts';
import { workLoop } from './work-loop.ts';
import { workOf } from './works.ts';

/**
 * The door of the `queue` placement: a long-running worker, here or anywhere. SIGTERM and SIGINT make it give its
 * messages back and stop.
 */
const main = async (): Promise<void> => {
  await using scratch = await claimScratch(env('REELMILL_SCRATCH') ?? join(tmpdir(), 'reelmill-worker'));
  const stopping = new AbortController();
  const stop = () => stopping.abort(new EngineError('worker.restarted', 'the worker was told to stop'));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const ports = {
    ...workerPorts(scratch.path),
    queue: workQueue(env('REELMILL_QUEUE_URL')),
    callbacks: callbacks(),
    workOf,
  };
  const slots = env('REELMILL_WORKER_SLOTS') ?? availableParallelism();
  ports.log.info('ready for work', { slots });
  await workLoop(slots, stopping.signal, ports);
};

await main();
