import { Duration, Stack } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { usualTags } from '#shared/queue-tag.ts';
import type { Use } from './engine-function.ts';

export type WorkQueuesProps = {
  /** Tags that something is placed on, besides the usual ones. */
  readonly tags: readonly string[];
};

/** Operations that wait for a worker of one's own: a queue for each tag, so that no kind of work holds up another. */
export class WorkQueues extends Construct {
  readonly byTag: ReadonlyMap<string, sqs.Queue>;
  /** Messages that six receipts did not finish; whoever reads it fails their tasks. */
  readonly lost: sqs.Queue;

  constructor(scope: Construct, id: string, { tags }: WorkQueuesProps) {
    super(scope, id);
    this.lost = new sqs.Queue(this, 'Lost', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.minutes(3),
    });
    this.byTag = new Map([...new Set([...usualTags, ...tags])].map((tag) => [tag, this.#queueOf(tag)]));
  }

  get queues(): readonly sqs.Queue[] {
    return [...this.byTag.values()];
  }

  #queueOf(tag: string): sqs.Queue {
    return new sqs.Queue(this, tag, {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // a worker extends it while it works; what a dead one held comes back after this long
      visibilityTimeout: Duration.seconds(30),
      // outlasts every task token
      retentionPeriod: Duration.days(2),
      deadLetterQueue: { queue: this.lost, maxReceiveCount: 6 },
    });
  }

  /** Where each is, as `REELMILL_QUEUES` is read. */
  get addresses(): string {
    return Stack.of(this).toJsonString(
      Object.fromEntries([...this.byTag].map(([tag, { queueUrl }]) => [tag, queueUrl])),
    );
  }

  /** Takes messages, holds on to them and removes them. */
  readonly consume: Use = (to) => {
    to.addEnvironment('REELMILL_QUEUES', this.addresses);
    for (const queue of this.queues) queue.grantConsumeMessages(to);
  };

  /** Asks how much there is in them. */
  readonly measure: Use = (to) => {
    to.addEnvironment('REELMILL_QUEUES', this.addresses);
    for (const queue of this.queues) queue.grant(to, 'sqs:GetQueueAttributes');
  };
}
