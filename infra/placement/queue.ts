import { Duration } from 'aws-cdk-lib';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { waitSeconds } from '#shared/life-cycle.ts';
import type { Operation } from '#shared/operation.ts';
import { type Bound, type Call, firstOver, keep, operationCall, type Placement } from './placement.ts';

/** SQS keeps a message in flight for at most 12 hours, counted from its first receipt. */
const queueLimits = { minutes: 12 * 60 } as const;

export type QueuePlacementProps = {
  readonly queue: sqs.IQueue;
  readonly tag: string;
};

/** Hands an operation to whichever worker takes from the queue; it answers with the task token. */
export class QueuePlacement implements Placement {
  readonly #queue: sqs.IQueue;
  readonly #tag: string;

  constructor({ queue, tag }: QueuePlacementProps) {
    this.#queue = queue;
    this.#tag = tag;
  }

  refuse({ needs }: Operation): string | undefined {
    return firstOver([
      {
        needed: needs.minutes,
        most: queueLimits.minutes,
        say: (n, m) => `needs ${n} minutes, a message stays in flight for ${m}`,
      },
    ]);
  }

  bind(scope: Construct, { step }: Call): Bound {
    const send = tasks.SqsSendMessage.jsonata(scope, `${step.name} on queue ${this.#tag}`, {
      queue: this.#queue,
      integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      messageBody: sfn.TaskInput.fromObject({
        call: operationCall(step),
        token: '{% $states.context.Task.Token %}',
      }),
      // a number on purpose: an expression here fails the task on the emulator
      taskTimeout: sfn.Timeout.duration(Duration.seconds(waitSeconds + step.operation.needs.minutes * 60)),
      ...keep(step, '$states.result'),
    });
    return { start: send, ends: [send], tasks: [send] };
  }
}
