import { Duration, Size } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { traitsOf } from '../targets.ts';
import { bundleOf } from './bundles.ts';
import { endingLog } from './ending-log.ts';

/** A function or a container. */
export type User = iam.IGrantable & { addEnvironment(name: string, value: string): unknown };

/** What code may do with a resource, and how it learns the resource's name. */
export type Use = (to: User) => void;

/** Something to know, if it is set at all. */
export const told =
  (name: string, value: string | undefined): Use =>
  (to) => {
    if (value !== undefined) to.addEnvironment(name, value);
  };

export type EngineFunctionProps = {
  /** Path of the file it starts from, from the root of the repository. It exports `handler`. */
  readonly entry: string;
  readonly description: string;
  /** @default - none */
  readonly uses?: readonly Use[];
  /** @default - only what its uses and the target give */
  readonly environment?: Readonly<Record<string, string>>;
  /** @default 512 */
  readonly memoryMiB?: number;
  /** @default 30 */
  readonly seconds?: number;
  /** @default 512 */
  readonly diskMiB?: number;
  /** @default - none */
  readonly layers?: readonly lambda.ILayerVersion[];
  /** @default - as many at once as the account allows */
  readonly concurrency?: number | undefined;
};

/** A function of ours: bundled, on arm64, with its own role and log group and nothing that it was not given. */
export class EngineFunction extends Construct {
  /** Path of the file it starts from. */
  readonly entry: string;
  readonly handler: lambda.Function;
  readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, id: string, props: EngineFunctionProps) {
    super(scope, id);
    this.entry = props.entry;
    this.logGroup = endingLog(this, 'Logs');
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    this.handler = new lambda.Function(this, 'Handler', {
      code: lambda.Code.fromAsset(bundleOf(this, props.entry)),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      description: props.description,
      role,
      logGroup: this.logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      memorySize: props.memoryMiB ?? 512,
      timeout: Duration.seconds(props.seconds ?? 30),
      ephemeralStorageSize: Size.mebibytes(props.diskMiB ?? 512),
      tracing: lambda.Tracing.ACTIVE,
      environment: { NODE_OPTIONS: '--enable-source-maps', ...traitsOf(this).environment, ...props.environment },
      ...(props.layers && { layers: [...props.layers] }),
      ...(props.concurrency && { reservedConcurrentExecutions: props.concurrency }),
    });
    for (const use of props.uses ?? []) use(this.handler);
  }
}
