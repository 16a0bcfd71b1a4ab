import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Use } from './engine-function.ts';

/** What happened to jobs, told once, for whoever wants to know. */
export class DomainBus extends Construct {
  readonly bus: events.EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bus = new events.EventBus(this, 'Bus', { description: 'What happened to jobs' });
  }

  readonly publish: Use = (to) => {
    to.addEnvironment('REELMILL_BUS', this.bus.eventBusName);
    this.bus.grantPutEventsTo(to);
  };
}

export type ReactionProps = {
  readonly pattern?: events.EventPattern;
  readonly every?: Duration;
  /** @default - the account's own bus */
  readonly bus?: events.IEventBus;
  readonly handler: lambda.IFunction;
  /** Takes what the rule could not hand to the function. */
  readonly lost: sqs.IQueue;
};

/** A rule that calls a function; the function is idempotent, so that a repeated event is harmless. */
export const react = (
  scope: Construct,
  id: string,
  { pattern, every, bus, handler, lost }: ReactionProps,
): events.Rule =>
  new events.Rule(scope, id, {
    ...(pattern && { eventPattern: pattern }),
    ...(every && { schedule: events.Schedule.rate(every) }),
    ...(bus && { eventBus: bus }),
    targets: [
      new targets.LambdaFunction(handler, { retryAttempts: 20, maxEventAge: Duration.hours(6), deadLetterQueue: lost }),
    ],
  });
