import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, expect, inject, test } from 'vitest';
import { eventSource } from '#shared/aws/events.ts';
import { againOf, type LostMessage, lostMessage } from '../../infra/lost-event.ts';
import { connectionTo } from '../support/stack-connection.ts';
import { until } from '../support/wait.ts';

const bus = new EventBridgeClient(connectionTo('control'));
const sqs = new SQSClient(connectionTo('control'));
afterAll(() => {
  bus.destroy();
  sqs.destroy();
});

const lostEventsUrl = async (): Promise<string> => {
  const outputs = JSON.parse(await readFile(join(inject('stack').data, 'outputs.json'), 'utf8'));
  return Object.assign({}, ...(Object.values(outputs) as object[])).LostEventsUrl;
};

test('an event that a reaction fails on every time is kept, with whom to call with it again', async () => {
  const QueueUrl = await lostEventsUrl();
  const mark = randomUUID();
  const detail = JSON.stringify({ mark });
  const Entries = [
    { EventBusName: inject('stack').outputs.BusName, Source: eventSource, DetailType: 'job.failed', Detail: detail },
  ];
  await bus.send(new PutEventsCommand({ Entries }));

  const seen: LostMessage[] = [];
  const found = await until(
    async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      seen.push(...lostMessage.array().parse(Messages));
      return seen.find(({ Body }) => Body.includes(mark));
    },
    (message) => message !== undefined,
    { seconds: 60 },
  );

  expect(found && againOf(found)).toMatchObject({
    call: expect.stringMatching(/^arn:aws:lambda:.*:function:/),
    payload: { 'detail-type': 'job.failed', detail: { mark } },
  });
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: found?.ReceiptHandle }));
});
