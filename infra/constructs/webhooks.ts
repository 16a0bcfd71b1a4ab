import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Use } from './engine-function.ts';

/** What waits to be told to receivers outside, and the key that their secrets are sealed by. */
export class Webhooks extends Construct {
  /** Tries that died again and again, by a fault of ours: a receiver's own are in the delivery log. */
  readonly lost: sqs.Queue;
  readonly #queue: sqs.Queue;
  readonly #key: kms.Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.lost = new sqs.Queue(this, 'Lost', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.#queue = new sqs.Queue(this, 'Queue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // as long as a try may take, with its look-ups and writes; what a dead one held comes back after this long
      visibilityTimeout: Duration.minutes(1),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.lost, maxReceiveCount: 6 },
    });
    this.#key = new kms.Key(this, 'Key', {
      description: 'Seals the secrets that sign webhooks',
      enableKeyRotation: true,
      // the table outlives a removed stack, and what it holds is lost without the key
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Asks for a try, now or later. */
  readonly send: Use = (to) => {
    to.addEnvironment('REELMILL_WEBHOOK_QUEUE_URL', this.#queue.queueUrl);
    this.#queue.grantSendMessages(to);
  };

  /** Makes secrets, and cannot read those that are there. */
  readonly seal: Use = (to) => {
    to.addEnvironment('REELMILL_WEBHOOK_KEY', this.#key.keyArn);
    this.#key.grant(to, 'kms:GenerateDataKey');
  };

  /** Reads secrets: to sign, and to show an owner the default one. */
  readonly open: Use = (to) => {
    this.seal(to);
    this.#key.grant(to, 'kms:Decrypt');
  };

  /** Calls the function with one try at a time; slow receivers take up so many functions and no more. */
  onDue(handler: LambdaFunction): void {
    handler.addEventSource(new SqsEventSource(this.#queue, { batchSize: 1, maxConcurrency: 50 }));
  }
}
