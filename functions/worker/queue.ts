import { callbacks } from '#shared/aws/callbacks.ts';
import { workQueue } from '#shared/aws/work-queue.ts';
import { env } from '#shared/env.ts';
import { workerPorts } from './ports.ts';
import { runWorker } from './run-worker.ts';
import { workOf } from './works.ts';

/** The door of the `queue` placement for a worker beside the engine, with its credentials. */
await runWorker((scratchRoot) => ({
  ...workerPorts(scratchRoot),
  queue: workQueue(env('REELMILL_QUEUE_URL')),
  callbacks: callbacks(),
  workOf,
}));
