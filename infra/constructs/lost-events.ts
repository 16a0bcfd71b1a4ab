import { Duration } from 'aws-cdk-lib';
import * as destinations from 'aws-cdk-lib/aws-lambda-destinations';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EngineFunction } from './engine-function.ts';

/** Events that every try failed on, kept until somebody has them handled again (`npm run redrive`). */
export class LostEvents extends Construct {
  readonly queue: sqs.Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queue = new sqs.Queue(this, 'Queue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      // as long as whoever reads it has for the call that it asks for
      visibilityTimeout: Duration.minutes(5),
    });
  }

  /** What the function is called with and fails on comes here, with the reason. */
  keepFailuresOf({ handler }: EngineFunction): void {
    handler.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new destinations.SqsDestination(this.queue),
    });
  }
}
