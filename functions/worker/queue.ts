import { callbacks } from '#shared/aws/callbacks.ts';
import { workQueues } from '#shared/aws/work-queue.ts';
import { env } from '#shared/env.ts';
import { keepYtDlpReady } from '#shared/tools/stand-by.ts';
import { workerPorts } from './ports.ts';
import { runWorker } from './run-worker.ts';
import { workOf } from './works.ts';

/** The door of the `queue` placement for a worker beside the engine, with its credentials. */
using _ready = keepYtDlpReady();
await runWorker((scratchRoot) => ({
  ...workerPorts(scratchRoot),
  queueOf: workQueues(env('REELMILL_QUEUES')),
  callbacks: callbacks(),
  workOf,
}));
