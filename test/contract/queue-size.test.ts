import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, describe, expect, it } from 'vitest';
import { jsonService } from '#shared/aws/json-service.ts';
import { queueSize, sqsService } from '#shared/aws/queue-size.ts';
import { workQueue } from '#shared/aws/work-queue.ts';
import { newId } from '#shared/ids.ts';
import { connectionTo } from '../support/stack-connection.ts';

describe('the size of the queues', () => {
  const client = new SQSClient(connectionTo('control'));
  const create = () => client.send(new CreateQueueCommand({ QueueName: `contract-${newId()}` }));
  const created = Promise.all([create(), create()]);
  const signer = new DynamoDBClient(connectionTo('control'));
  afterAll(async () => {
    for (const { QueueUrl } of await created) await client.send(new DeleteQueueCommand({ QueueUrl }));
  });

  it('is what waits in all of them, and what somebody has taken', async () => {
    const urls = (await created).map(({ QueueUrl = '' }) => QueueUrl);
    const [one, other] = urls.map((url) => workQueue(url, client));
    const signing = () => ({ client: signer, endpoint: connectionTo('control').endpoint });
    const { size } = queueSize(urls, jsonService(sqsService, signing));
    expect(await size()).toEqual({ waiting: 0, inFlight: 0 });
    for (const n of [1, 2, 3]) await one?.send({ n });
    await one?.receive(1, 1);
    await other?.send({ n: 4 });
    expect(await size()).toEqual({ waiting: 3, inFlight: 1 });
  });
});
