import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type Settings, settingsOf } from '../settings.ts';
import type { WorkQueues } from './work-queues.ts';

export type Watched = {
  readonly api: HttpApi;
  readonly machines: readonly sfn.StateMachine[];
  readonly queues: WorkQueues;
  readonly lostEvents: IQueue;
  readonly lostWebhooks: IQueue;
  readonly table: TableV2;
  readonly areas: readonly lambda.Function[];
  readonly workers: readonly lambda.Function[];
  /** What workflows call besides operations. */
  readonly tasks: readonly lambda.Function[];
  readonly reactions: readonly lambda.Function[];
  /** Of the function that counts what is stored. */
  readonly storageLog: ILogGroup;
};

const period = Duration.minutes(5);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html */
const mostSummed = 10;

const combined = (
  metrics: readonly cloudwatch.IMetric[],
  label: string,
  expressionOf: (ids: readonly string[]) => string,
): cloudwatch.MathExpression => {
  if (metrics.length > mostSummed)
    throw new Error(`an alarm hears ${mostSummed} metrics at most, "${label}" has ${metrics.length}: make two of it`);
  const ids = metrics.map((_, index) => `m${index}`);
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  return new cloudwatch.MathExpression({ expression: expressionOf(ids), usingMetrics, label, period });
};

const sumOf = (metrics: readonly cloudwatch.IMetric[], label: string) =>
  combined(metrics, label, (ids) => ids.join(' + '));

const mostOf = (metrics: readonly cloudwatch.IMetric[], label: string) =>
  combined(metrics, label, (ids) => `MAX([${ids.join(', ')}])`);

type Alarm = {
  readonly metric: cloudwatch.IMetric;
  readonly above: number;
  readonly periods?: number;
  readonly says: string;
};

/** One alarm for as many as one can hear. */
const ofGroups = <T>(name: string, all: readonly T[], alarmOf: (some: readonly T[]) => Alarm): Record<string, Alarm> =>
  Object.fromEntries(
    Array.from({ length: Math.ceil(all.length / mostSummed) }, (_, n) => [
      n === 0 ? name : `${name}${n + 1}`,
      alarmOf(all.slice(n * mostSummed, (n + 1) * mostSummed)),
    ]),
  );

/** What somebody should look at; a single failed job is not among it, since its owner is told. */
const alarmsOf = ({
  api,
  machines,
  queues,
  lostEvents,
  lostWebhooks,
  areas,
  tasks,
  reactions,
}: Watched): Record<string, Alarm> => ({
  ApiFails: {
    metric: api.metricServerError({ period, statistic: 'sum' }),
    above: 5,
    says: 'the API answered more than 5 calls in 5 minutes with a fault of ours',
  },
  ApiIsSlow: {
    metric: api.metricLatency({ period, statistic: 'p95' }),
    above: 5000,
    periods: 3,
    says: 'one call in twenty took over 5 s for a quarter of an hour',
  },
  AreasThrottled: {
    metric: sumOf(
      areas.map((area) => area.metricThrottles({ period })),
      'throttled calls',
    ),
    above: 0,
    periods: 2,
    says: 'functions behind the API are throttled: the account allows too few at once',
  },
  WorkflowsDie: {
    metric: sumOf(
      machines.map((machine) => machine.metricTimedOut({ period })),
      'timed out',
    ),
    above: 0,
    says: 'a workflow ran into its own end of time',
  },
  ManyJobsFail: {
    metric: sumOf(
      machines.map((machine) => machine.metricFailed({ period })),
      'failed',
    ),
    above: 10,
    says: 'more than 10 jobs failed in 5 minutes',
  },
  WorkIsLost: {
    metric: queues.lost.metricNumberOfMessagesSent({ period, statistic: 'sum' }),
    above: 0,
    says: 'an operation took its workers down again and again',
  },
  LostWorkStays: {
    metric: queues.lost.metricApproximateAgeOfOldestMessage({ period }),
    above: 3600,
    says: 'dead letters are not being answered',
  },
  WorkWaits: {
    metric: mostOf(
      queues.queues.map((queue) => queue.metricApproximateAgeOfOldestMessage({ period })),
      'longest wait',
    ),
    above: 3600,
    says: 'work has waited for a worker for an hour',
  },
  EventsAreLost: {
    metric: lostEvents.metricApproximateNumberOfMessagesVisible({ period, statistic: 'max' }),
    above: 0,
    says: 'events were given up after every try: npm run redrive has them handled again',
  },
  WebhooksAreLost: {
    metric: lostWebhooks.metricApproximateNumberOfMessagesVisible({ period, statistic: 'max' }),
    above: 0,
    says: 'webhooks could not be tried, by a fault of ours: mend it, then redrive the queue Lost of notifications',
  },
  TasksFail: {
    metric: sumOf(
      tasks.map((task) => task.metricErrors({ period })),
      'failed tasks',
    ),
    above: 3,
    says: 'what workflows call to mark jobs and to take results over failed more than 3 times in 5 minutes',
  },
  ...ofGroups('ReactionsFail', reactions, (some) => ({
    metric: sumOf(
      some.map((reaction) => reaction.metricErrors({ period })),
      'failed reactions',
    ),
    above: 3,
    says: 'reactions failed more than 3 times in 5 minutes',
  })),
});

/** Measured once an hour; the metric is read out of the line that says so. */
const measured = (log: ILogGroup, fact: string): cloudwatch.IMetric =>
  new MetricFilter(log, fact, {
    logGroup: log,
    metricNamespace: `Reelmill/${Stack.of(log).stackName}`,
    metricName: fact,
    filterPattern: FilterPattern.exists(`$.${fact}`),
    metricValue: `$.${fact}`,
  }).metric({ period: Duration.hours(1), statistic: 'max' });

/** Only of a quota that is set. */
export const quotaAlarms = (
  { ownerQuotaBytes, quotaBytes }: Pick<Settings, 'ownerQuotaBytes' | 'quotaBytes'>,
  storageLog: ILogGroup,
): Record<string, Alarm> => {
  return {
    ...(ownerQuotaBytes !== undefined && {
      OwnerOverQuota: {
        metric: measured(storageLog, 'ownersOverQuota'),
        above: 0,
        says: `an owner has more than ${ownerQuotaBytes} bytes stored: GET /api/v1/stats says who`,
      },
    }),
    ...(quotaBytes !== undefined && {
      StorageOverQuota: {
        metric: measured(storageLog, 'storedBytes'),
        above: quotaBytes,
        says: `more than ${quotaBytes} bytes are stored: GET /api/v1/stats says whose they are`,
      },
    }),
  };
};

/** Tells the address of the settings, or whoever subscribes to the topic. */
export class Alarms extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const settings = settingsOf(this);
    const { alarmEmail } = settings;
    this.topic = new sns.Topic(this, 'Topic', { enforceSSL: true });
    if (alarmEmail) this.topic.addSubscription(new EmailSubscription(alarmEmail));
    for (const [name, { metric, above, periods = 1, says }] of Object.entries({
      ...alarmsOf(watched),
      ...quotaAlarms(settings, watched.storageLog),
    })) {
      const alarm = new cloudwatch.Alarm(this, name, {
        metric,
        threshold: above,
        evaluationPeriods: periods,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
        alarmDescription: says,
      });
      alarm.addAlarmAction(new SnsAction(this.topic));
    }
  }
}
