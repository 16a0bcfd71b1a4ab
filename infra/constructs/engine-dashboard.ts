import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Watched } from './alarms.ts';

const period = Duration.minutes(5);
const graph = (title: string, left: readonly cloudwatch.IMetric[], right: readonly cloudwatch.IMetric[] = []) =>
  new cloudwatch.GraphWidget({ title, left: [...left], right: [...right], width: 12 });

/** How it goes: callers on top, then jobs, then where the work is done. */
export class EngineDashboard extends Construct {
  constructor(scope: Construct, id: string, { api, machines, queues, table, areas, workers }: Watched) {
    super(scope, id);
    new cloudwatch.Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(12),
      widgets: [
        [
          graph('Calls, and those that failed', [
            api.metricCount({ period }),
            api.metricClientError({ period }),
            api.metricServerError({ period }),
          ]),
          graph('Latency', [
            api.metricLatency({ period, statistic: 'p50' }),
            api.metricLatency({ period, statistic: 'p95' }),
          ]),
        ],
        [
          graph(
            'Jobs',
            machines.flatMap((machine) => [machine.metricStarted({ period }), machine.metricSucceeded({ period })]),
            machines.map((machine) => machine.metricFailed({ period })),
          ),
          graph(
            'Minutes a job',
            machines.map((machine) => machine.metricTime({ period, statistic: 'p95' })),
          ),
        ],
        [
          graph(
            'Work that waits',
            queues.queues.map((queue) => queue.metricApproximateNumberOfMessagesVisible({ period })),
            queues.queues.map((queue) => queue.metricApproximateAgeOfOldestMessage({ period })),
          ),
          graph(
            'Workers on Lambda',
            workers.map((worker) => worker.metricInvocations({ period })),
            workers.map((worker) => worker.metricErrors({ period })),
          ),
        ],
        [
          graph(
            'Functions behind the API',
            areas.map((area) => area.metricDuration({ period, statistic: 'p95' })),
          ),
          graph('Table', [
            table.metricConsumedReadCapacityUnits({ period }),
            table.metricConsumedWriteCapacityUnits({ period }),
          ]),
        ],
      ],
    });
  }
}
