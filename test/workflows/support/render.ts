import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Operation } from '#shared/operation.ts';
import { JobWorkflow } from '../../../infra/constructs/job-workflow.ts';
import { BatchGpuPlacement } from '../../../infra/placement/batch-gpu.ts';
import { FargatePlacement } from '../../../infra/placement/fargate.ts';
import { LambdaPlacement } from '../../../infra/placement/lambda.ts';
import { MediaConvertPlacement } from '../../../infra/placement/mediaconvert.ts';
import type { Placement, PlacementName } from '../../../infra/placement/placement.ts';
import { QueuePlacement } from '../../../infra/placement/queue.ts';
import type { Rule } from '../../../infra/placement/rule.ts';
import { placeSettings, readSettings, type Target } from '../../../infra/settings.ts';
import type { Workflow } from '../../../statemachines/workflow.ts';
import type { Definition } from './definition.ts';

const named = (stack: Stack, name: string) =>
  LambdaFunction.fromFunctionArn(stack, name, `arn:aws:lambda:eu-west-1:000000000000:function:${name}`);

const fargate = (stack: Stack): Placement => {
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Net', {
    vpcId: 'vpc-1',
    availabilityZones: ['a'],
    publicSubnetIds: ['subnet-1'],
  });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  const container = taskDefinition.addContainer('worker', { image: ecs.ContainerImage.fromRegistry('worker') });
  return new FargatePlacement({
    cluster: ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc, securityGroups: [] }),
    taskDefinition,
    container,
    securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, 'Outward', 'sg-1'),
    subnets: { subnetType: ec2.SubnetType.PUBLIC },
    bucket: Bucket.fromBucketName(stack, 'Media', 'media'),
    spot: true,
  });
};

type QueueName = Extract<PlacementName, `queue:${string}`>;
const isQueue = (name: PlacementName): name is QueueName => name.startsWith('queue:');

const placementsIn = (stack: Stack): ((name: PlacementName) => Placement) => {
  const queue = (tag: string) =>
    new QueuePlacement({ queue: Queue.fromQueueArn(stack, tag, `arn:aws:sqs:eu-west-1:000000000000:${tag}`), tag });
  const make: Record<Exclude<PlacementName, QueueName>, () => Placement> = {
    lambda: () => new LambdaPlacement({ workerFor: (tools) => named(stack, `worker-${tools.join('-')}`) }),
    fargate: () => fargate(stack),
    'batch-gpu': () =>
      new BatchGpuPlacement({
        jobDefinitionArn: 'arn:aws:batch:eu-west-1:000000000000:job-definition/worker:1',
        jobQueueArn: 'arn:aws:batch:eu-west-1:000000000000:job-queue/gpu',
        bucket: Bucket.fromBucketName(stack, 'GpuMedia', 'media'),
      }),
    mediaconvert: () =>
      new MediaConvertPlacement({
        translate: named(stack, 'translate'),
        collect: named(stack, 'collect'),
        role: { roleArn: 'arn:aws:iam::000000000000:role/mediaconvert' } as never,
      }),
  };
  const made = new Map<PlacementName, Placement>();
  return (name) => {
    const placement = made.get(name) ?? (isQueue(name) ? queue(name.slice('queue:'.length)) : make[name]());
    made.set(name, placement);
    return placement;
  };
};

/** The machine of a workflow as Step Functions would get it, with plain names in place of other stacks' resources. */
export const render = (
  workflow: Workflow,
  ruleFor: (operation: Operation) => Rule,
  target: Target = 'aws',
): Definition => {
  const app = new App({ autoSynth: false });
  placeSettings(
    app,
    readSettings((name) => (name === 'target' ? target : undefined)),
  );
  const stack = new Stack(app, 'workflows', { env: { account: '000000000000', region: 'eu-west-1' } });
  const { machine } = new JobWorkflow(stack, workflow.kind, {
    workflow,
    marks: named(stack, 'marks'),
    takeOver: named(stack, 'take-over'),
    children: named(stack, 'children'),
    placements: placementsIn(stack),
    ruleFor,
  });
  const resolved = stack.resolve((machine.node.defaultChild as CfnStateMachine).definitionString);
  return JSON.parse(plain(resolved)) as Definition;
};

/** CloudFormation's joins as the text they would give, references by their names. */
const plain = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const [[name, given] = ['', '']] = Object.entries(value as Record<string, unknown>);
  if (name === 'Fn::Join') return (given as [string, unknown[]])[1].map(plain).join('');
  if (name === 'Fn::GetAtt') return (given as string[]).join('.');
  return String(given) === 'AWS::Partition' ? 'aws' : String(given);
};
