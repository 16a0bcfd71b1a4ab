import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { Operation, Tool } from '#shared/operation.ts';
import { type Bound, type Call, firstOver, keep, operationCall, type Placement } from './placement.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const lambdaLimits = { minutes: 15, memoryMiB: 10_240, diskGiB: 10, cpu: 6 } as const;

export type LambdaPlacementProps = {
  /** The worker function whose layers carry these tools. */
  readonly workerFor: (tools: readonly Tool[]) => lambda.IFunction;
};

/** Runs an operation in a worker function, which answers with the operation's output. */
export class LambdaPlacement implements Placement {
  readonly #workerFor: LambdaPlacementProps['workerFor'];

  constructor({ workerFor }: LambdaPlacementProps) {
    this.#workerFor = workerFor;
  }

  refuse({ needs }: Operation): string | undefined {
    if (needs.gpu) return 'needs a GPU, Lambda has none';
    return firstOver([
      { needed: needs.minutes, most: lambdaLimits.minutes, say: (n, m) => `needs ${n} minutes, Lambda stops at ${m}` },
      { needed: needs.memoryMiB, most: lambdaLimits.memoryMiB, say: (n, m) => `needs ${n} MiB, Lambda has ${m}` },
      { needed: needs.diskGiB, most: lambdaLimits.diskGiB, say: (n, m) => `needs ${n} GiB of disk, Lambda has ${m}` },
      { needed: needs.cpu, most: lambdaLimits.cpu, say: (n, m) => `needs ${n} CPUs, Lambda has ${m}` },
    ]);
  }

  bind(scope: Construct, { step }: Call): Bound {
    const invoke = tasks.LambdaInvoke.jsonata(scope, `${step.name} on lambda`, {
      lambdaFunction: this.#workerFor(step.operation.needs.tools),
      payload: sfn.TaskInput.fromObject(operationCall(step)),
      retryOnServiceExceptions: false,
      taskTimeout: sfn.Timeout.duration(Duration.minutes(lambdaLimits.minutes + 1)),
      ...keep(step, '$states.result.Payload'),
    });
    return { start: invoke, ends: [invoke], tasks: [invoke] };
  }
}
