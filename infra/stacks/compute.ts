import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Operation } from '#shared/operation.ts';
import { output } from '../constructs/output.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { WorkerFunctions } from '../constructs/worker-functions.ts';
import { LambdaPlacement } from '../placement/lambda.ts';
import type { Placement, PlacementName } from '../placement/placement.ts';
import { QueuePlacement } from '../placement/queue.ts';
import { assertPlaced, operationsAt } from '../placements.ts';
import { settingsOf } from '../settings.ts';
import type { StorageStack } from './storage.ts';

export type ComputeStackProps = StackProps & {
  readonly storage: StorageStack;
  readonly operations: readonly Operation[];
};

/** Where operations run. */
export class ComputeStack extends Stack {
  readonly queue: WorkQueue;
  readonly workers: WorkerFunctions;
  readonly #placements: Partial<Record<PlacementName, Placement>>;

  constructor(scope: Construct, id: string, { storage, operations, env, stackName }: ComputeStackProps) {
    super(scope, id, { env, stackName });
    const { target } = settingsOf(this);
    const { jobs, media } = storage;
    this.queue = new WorkQueue(this, 'Work');
    this.workers = new WorkerFunctions(this, 'Workers', {
      operations: operationsAt('lambda', operations, target),
      uses: [
        jobs.readWrite,
        media.use({ read: ['raw/', 'processed/', 'work/'], write: ['processed/', 'work/'], erase: ['processed/'] }),
      ],
      layersFor: () => [],
    });
    this.#placements = {
      lambda: new LambdaPlacement({ workerFor: this.workers.workerFor }),
      queue: new QueuePlacement({ queue: this.queue.queue }),
    };
    assertPlaced(operations, target, this.placement);
    output(this, 'WorkQueueUrl', this.queue.queue.queueUrl);
  }

  readonly placement = (name: PlacementName): Placement => {
    const found = this.#placements[name];
    if (!found) throw new Error(`target ${settingsOf(this).target} has no placement ${name}`);
    return found;
  };
}
