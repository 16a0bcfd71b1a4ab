import { randomUUID } from 'node:crypto';
import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventSource, events } from '#shared/aws/events.ts';
import type { Events } from '#shared/ports/events.ts';
import { inMemoryEvents } from '../support/fakes/events.ts';
import { connectionTo } from '../support/stack-connection.ts';

type Heard = { readonly type: string; readonly detail: unknown };
type Opened = { readonly events: Events; readonly next: () => Promise<Heard | undefined> };

const contract = (open: () => Promise<Opened>) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });

  it('is heard as it was told', async () => {
    const detail = { id: randomUUID(), attempt: 1, state: 'succeeded', name: 'ü', nested: { list: [1, null] } };
    await opened.events.publish('Job Ended', detail);
    expect(await opened.next()).toEqual({ type: 'Job Ended', detail });
  });
};

describe('the bus in memory', () =>
  contract(async () => {
    const events = inMemoryEvents();
    return { events, next: async () => events.published.at(-1) };
  }));

describe('the bus in EventBridge', () => {
  const buses = new EventBridgeClient(connectionTo('control'));
  const queues = new SQSClient(connectionTo('control'));
  const Name = `contract-${randomUUID()}`;
  let QueueUrl = '';

  beforeAll(async () => {
    QueueUrl = (await queues.send(new CreateQueueCommand({ QueueName: Name }))).QueueUrl ?? '';
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
    const Arn = (await queues.send(asked)).Attributes?.['QueueArn'] ?? '';
    await buses.send(new CreateEventBusCommand({ Name }));
    const EventPattern = JSON.stringify({ source: [eventSource] });
    await buses.send(new PutRuleCommand({ Name, EventBusName: Name, EventPattern }));
    await buses.send(new PutTargetsCommand({ Rule: Name, EventBusName: Name, Targets: [{ Id: 'queue', Arn }] }));
  });

  afterAll(async () => {
    await buses.send(new RemoveTargetsCommand({ Rule: Name, EventBusName: Name, Ids: ['queue'] }));
    await buses.send(new DeleteRuleCommand({ Name, EventBusName: Name }));
    await buses.send(new DeleteEventBusCommand({ Name }));
    await queues.send(new DeleteQueueCommand({ QueueUrl }));
    buses.destroy();
    queues.destroy();
  });

  contract(async () => {
    const next = async (): Promise<Heard | undefined> => {
      const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
      const heard = JSON.parse(Messages[0]?.Body ?? '{}');
      return { type: heard['detail-type'], detail: heard.detail };
    };
    return { events: events(Name, buses), next };
  });
});
