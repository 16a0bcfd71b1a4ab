import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Use } from './engine-function.ts';

/** Operations that wait for a worker of one's own. */
export class WorkQueue extends Construct {
  readonly queue: sqs.Queue;
  /** Messages that six receipts did not finish; whoever reads it fails their tasks. */
  readonly lost: sqs.Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.lost = new sqs.Queue(this, 'Lost', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.minutes(3),
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // a worker extends it while it works; what a dead one held comes back after this long
      visibilityTimeout: Duration.seconds(30),
      // outlasts every task token
      retentionPeriod: Duration.days(2),
      deadLetterQueue: { queue: this.lost, maxReceiveCount: 6 },
    });
  }

  /** Takes messages, holds on to them and removes them. */
  readonly consume: Use = (to) => {
    to.addEnvironment('REELMILL_QUEUE_URL', this.queue.queueUrl);
    this.queue.grantConsumeMessages(to);
  };

  /** Asks how much there is in it. */
  readonly measure: Use = (to) => {
    to.addEnvironment('REELMILL_QUEUE_URL', this.queue.queueUrl);
    this.queue.grant(to, 'sqs:GetQueueAttributes');
  };
}
