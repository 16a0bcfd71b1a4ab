import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from '../constructs/alarms.ts';
import { EngineDashboard } from '../constructs/engine-dashboard.ts';
import { output } from '../constructs/output.ts';
import type { ApiStack } from './api.ts';
import type { ComputeStack } from './compute.ts';
import type { FrontStack } from './front.ts';
import type { NotificationsStack } from './notifications.ts';
import type { ReactionsStack } from './reactions.ts';
import type { StorageStack } from './storage.ts';
import type { WorkflowsStack } from './workflows.ts';

export type ObservabilityStackProps = StackProps & {
  readonly storage: StorageStack;
  readonly front: FrontStack;
  readonly notifications: NotificationsStack;
  readonly compute: ComputeStack;
  readonly workflows: WorkflowsStack;
  readonly api: ApiStack;
  readonly reactions: ReactionsStack;
};

/** Who is told when something is wrong, and a page that shows how it goes. */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, props: ObservabilityStackProps) {
    super(scope, id, { env: props.env, stackName: props.stackName });
    const { storage, front, notifications, compute, workflows, api, reactions } = props;
    const watched = {
      api: front.api.api,
      machines: workflows.workflows.all.map(({ machine }) => machine),
      queues: compute.queues,
      lostEvents: reactions.lost.queue,
      lostWebhooks: notifications.webhooks.lost,
      table: storage.jobs.table,
      areas: api.areas.map((area) => area.function.handler),
      workers: compute.workers.all.map(({ handler }) => handler),
      tasks: [workflows.marks, workflows.takeOver, workflows.batch].map(({ handler }) => handler),
      reactions: reactions.functions.map(({ handler }) => handler),
      storageLog: reactions.at('functions/ops/events/measure-storage.ts').logGroup,
    };
    const { topic } = new Alarms(this, 'Alarms', watched);
    output(this, 'AlarmTopic', topic.topicArn);
    new EngineDashboard(this, 'Dashboard', watched);
  }
}
