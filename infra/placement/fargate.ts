import { Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { Operation } from '#shared/operation.ts';
import { callKey, containerCall } from './container-call.ts';
import { type Bound, type Call, failure, firstOver, type Placement } from './placement.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
const fargateLimits = { cpu: 16, memoryMiB: 122_880, diskGiB: 200 } as const;

export type FargatePlacementProps = {
  readonly cluster: ecs.ICluster;
  readonly taskDefinition: ecs.FargateTaskDefinition;
  readonly container: ecs.ContainerDefinition;
  readonly securityGroup: ec2.ISecurityGroup;
  readonly subnets: ec2.SubnetSelection;
  readonly bucket: s3.IBucket;
  /** Whether spare capacity is tried first. */
  readonly spot: boolean;
};

/** Runs an operation in a container that Step Functions starts, watches and stops. */
export class FargatePlacement implements Placement {
  readonly #props: FargatePlacementProps;

  constructor(props: FargatePlacementProps) {
    this.#props = props;
  }

  refuse({ needs }: Operation): string | undefined {
    if (needs.gpu) return 'needs a GPU, Fargate has none';
    return firstOver([
      { needed: needs.cpu, most: fargateLimits.cpu, say: (n, m) => `needs ${n} CPUs, Fargate has ${m}` },
      { needed: needs.memoryMiB, most: fargateLimits.memoryMiB, say: (n, m) => `needs ${n} MiB, Fargate has ${m}` },
      { needed: needs.diskGiB, most: fargateLimits.diskGiB, say: (n, m) => `needs ${n} GiB of disk, Fargate has ${m}` },
    ]);
  }

  bind(scope: Construct, call: Call): Bound {
    const { bucket, spot } = this.#props;
    const full = this.#run(scope, call, 'FARGATE');
    const first = spot ? this.#run(scope, call, 'FARGATE_SPOT') : full;
    const { put, get, done } = containerCall(scope, call, { bucket, again: full });
    put.next(first);
    full.next(get);
    if (spot) {
      first.next(get);
      first.addCatch(call.onFailure, { errors: [sfn.Errors.TIMEOUT], ...failure });
      // spare capacity that is missing or taken back is tried again at full price, at once
      first.addCatch(full, { outputs: {} });
    }
    return { start: put, ends: [done], tasks: [put, full, get] };
  }

  #run(scope: Construct, { step }: Call, capacityProvider: 'FARGATE' | 'FARGATE_SPOT'): tasks.EcsRunTask {
    const { cluster, taskDefinition, container, securityGroup, subnets } = this.#props;
    return tasks.EcsRunTask.jsonata(scope, `${step.name} on ${capacityProvider.toLowerCase().replace('_', ' ')}`, {
      integrationPattern: sfn.IntegrationPattern.RUN_JOB,
      cluster,
      taskDefinition,
      launchTarget: new tasks.EcsFargateLaunchTarget({
        platformVersion: ecs.FargatePlatformVersion.LATEST,
        capacityProviderOptions: tasks.CapacityProviderOptions.custom([{ capacityProvider, weight: 1 }]),
      }),
      containerOverrides: [{ containerDefinition: container, environment: [callKey(step)] }],
      securityGroups: [securityGroup],
      subnets,
      assignPublicIp: true,
      taskTimeout: sfn.Timeout.duration(Duration.minutes(step.operation.needs.minutes)),
      outputs: {},
    });
  }
}
