import { Stack, type StackProps } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Operation, Tool } from '#shared/operation.ts';
import { told } from '../constructs/engine-function.ts';
import { maker } from '../constructs/maker.ts';
import { output } from '../constructs/output.ts';
import { ToolLayers } from '../constructs/tool-layers.ts';
import { WorkQueues } from '../constructs/work-queues.ts';
import { WorkerContainer, type WorkerContainerProps } from '../constructs/worker-container.ts';
import { WorkerFunctions } from '../constructs/worker-functions.ts';
import { FargatePlacement } from '../placement/fargate.ts';
import { LambdaPlacement } from '../placement/lambda.ts';
import type { Placement, PlacementName } from '../placement/placement.ts';
import { QueuePlacement } from '../placement/queue.ts';
import { assertPlaced, operationsAt, rulesOf, tagsOf } from '../placements.ts';
import { settingsOf } from '../settings.ts';
import { traitsOf } from '../targets.ts';
import type { StorageStack } from './storage.ts';

export type ComputeStackProps = StackProps & {
  readonly storage: StorageStack;
  readonly operations: readonly Operation[];
};

/** Where operations run. */
export class ComputeStack extends Stack {
  readonly queues: WorkQueues;
  readonly workers: WorkerFunctions;
  readonly #placements: Partial<Record<PlacementName, Placement>>;

  constructor(scope: Construct, id: string, { storage, operations, env, stackName }: ComputeStackProps) {
    super(scope, id, { env, stackName });
    const rules = rulesOf(settingsOf(this));
    const { layers, containers } = traitsOf(this);
    const { jobs, media, cookies } = storage;
    const uses = [
      jobs.readWrite,
      media.use({
        read: ['raw/', 'processed/', 'work/'],
        write: ['processed/', 'work/'],
        remove: ['processed/', 'work/'],
      }),
      told('REELMILL_MAKER', maker()),
      told('REELMILL_PROXIES', settingsOf(this).proxies),
      told('REELMILL_SITES', settingsOf(this).sites),
      cookies.named,
    ];
    const usesFor = (tools: readonly Tool[]) => [...uses, ...(tools.includes('yt-dlp') ? [cookies.open] : [])];
    const contained = containers ? operationsAt('fargate', operations, rules) : [];
    this.queues = new WorkQueues(this, 'Work', { tags: tagsOf(rules) });
    this.workers = new WorkerFunctions(this, 'Workers', {
      operations: operationsAt('lambda', operations, rules),
      usesFor,
      layersFor: layers ? new ToolLayers(this, 'Layers').layersFor : () => [],
    });
    this.#placements = {
      lambda: new LambdaPlacement({ workerFor: this.workers.workerFor }),
      ...Object.fromEntries(
        [...this.queues.byTag].map(([tag, queue]) => [`queue:${tag}`, new QueuePlacement({ queue, tag })]),
      ),
      ...(contained.length > 0 && {
        fargate: this.#fargate(media.bucket, {
          operations: contained,
          uses: usesFor(contained.flatMap(({ needs }) => needs.tools)),
        }),
      }),
    };
    assertPlaced(operations, rules, this.placement);
    output(this, 'WorkQueues', this.queues.addresses);
  }

  #fargate(bucket: IBucket, props: WorkerContainerProps): FargatePlacement {
    const { cluster, taskDefinition, container, securityGroup, subnets } = new WorkerContainer(this, 'Worker', props);
    const { spot } = settingsOf(this);
    return new FargatePlacement({ cluster, taskDefinition, container, securityGroup, subnets, bucket, spot });
  }

  readonly placement = (name: PlacementName): Placement => {
    const found = this.#placements[name];
    if (!found) throw new Error(`target ${settingsOf(this).target} has no placement ${name}`);
    return found;
  };
}
