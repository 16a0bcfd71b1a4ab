import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { Operation } from '#shared/operation.ts';
import { fargateSize } from '../fargate-size.ts';
import { layerContents } from '../layer-content.ts';
import { root } from '../product.ts';
import { programOf } from './bundles.ts';
import { endingLog } from './ending-log.ts';
import type { Use } from './engine-function.ts';

export type WorkerContainerProps = {
  /** What may run in it; the largest decides its size. */
  readonly operations: readonly Operation[];
  readonly uses: readonly Use[];
};

/** Where containers of ours run: public subnets without a way in, and nothing that costs while nothing runs. */
export class WorkerContainer extends Construct {
  readonly cluster: ecs.Cluster;
  readonly taskDefinition: ecs.FargateTaskDefinition;
  readonly container: ecs.ContainerDefinition;
  readonly securityGroup: ec2.SecurityGroup;
  readonly subnets: ec2.SubnetSelection = { subnetType: ec2.SubnetType.PUBLIC };

  constructor(scope: Construct, id: string, { operations, uses }: WorkerContainerProps) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Net', {
      maxAzs: 3,
      natGateways: 0,
      subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 20 }],
      gatewayEndpoints: {
        S3: { service: ec2.GatewayVpcEndpointAwsService.S3 },
        DynamoDB: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
      },
    });
    this.securityGroup = new ec2.SecurityGroup(this, 'Outward', {
      vpc,
      description: 'Out only',
      allowAllOutbound: true,
    });
    this.cluster = new ecs.Cluster(this, 'Cluster', { vpc, enableFargateCapacityProviders: true });
    this.taskDefinition = new ecs.FargateTaskDefinition(this, 'Worker', {
      ...fargateSize(operations.map(({ needs }) => needs)),
      runtimePlatform: {
        cpuArchitecture: ecs.CpuArchitecture.ARM64,
        operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
      },
    });
    this.container = this.taskDefinition.addContainer('worker', {
      image: ecs.ContainerImage.fromDockerImageAsset(
        new DockerImageAsset(this, 'Image', { directory: layContext(this), platform: Platform.LINUX_ARM64 }),
      ),
      logging: ecs.LogDrivers.awsLogs({ logGroup: endingLog(this, 'Logs'), streamPrefix: 'worker' }),
    });
    const { taskRole } = this.taskDefinition;
    const user = {
      grantPrincipal: taskRole.grantPrincipal,
      addEnvironment: (name: string, value: string) => this.container.addEnvironment(name, value),
    };
    for (const use of uses) use(user);
  }
}

/** What the image is built from: the Dockerfile, the pins, and the bundled door. */
const layContext = (scope: Construct): string => {
  const bundle = programOf(scope, 'functions/worker/container.ts');
  const context = join(bundle, '..', 'worker-image');
  mkdirSync(context, { recursive: true });
  cpSync(resolve(root, 'layers/worker-image'), context, { recursive: true });
  copyFileSync(resolve(root, 'layers/requirements.txt'), join(context, 'requirements.txt'));
  cpSync(resolve(root, 'layers/yt-dlp'), join(context, 'yt-dlp'), { recursive: true });
  for (const file of ['index.mjs', 'index.mjs.map']) copyFileSync(join(bundle, file), join(context, file));
  const sums = [layerContents.ffmpeg, layerContents.ffprobe].map(({ tool, sha256 }) => `${sha256}  bin/${tool}\n`);
  writeFileSync(join(context, 'checksums'), sums.join(''));
  return context;
};
