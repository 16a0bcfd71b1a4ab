import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, describe, expect, it } from 'vitest';
import { jsonService } from '#shared/aws/json-service.ts';
import { queueSize, sqsService } from '#shared/aws/queue-size.ts';
import { workQueue } from '#shared/aws/work-queue.ts';
import { newId } from '#shared/ids.ts';
import { connectionTo } from '../support/stack-connection.ts';

describe('the size of a queue', () => {
  const client = new SQSClient(connectionTo('control'));
  const created = client.send(new CreateQueueCommand({ QueueName: `contract-${newId()}` }));
  const signer = new DynamoDBClient(connectionTo('control'));
  afterAll(async () => {
    await client.send(new DeleteQueueCommand({ QueueUrl: (await created).QueueUrl }));
  });

  it('is what waits, and what somebody has taken', async () => {
    const { QueueUrl = '' } = await created;
    const queue = workQueue(QueueUrl, client);
    const signing = () => ({ client: signer, endpoint: connectionTo('control').endpoint });
    const { size } = queueSize(QueueUrl, jsonService(sqsService, signing));
    expect(await size()).toEqual({ waiting: 0, inFlight: 0 });
    for (const n of [1, 2, 3]) await queue.send({ n });
    await queue.receive(1, 1);
    expect(await size()).toEqual({ waiting: 2, inFlight: 1 });
  });
});
