import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import { jsonService } from '#shared/aws/json-service.ts';
import { states } from '#shared/aws/states.ts';
import { connectionTo } from './stack-connection.ts';

/** A workflow of one step that waits for an answer under a task token, which it tells to a queue of its own. */
const waiting = (QueueUrl: string) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: {
    Wait: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Arguments: { QueueUrl, MessageBody: '{% $states.context.Task.Token %}' },
      End: true,
    },
  },
});

export const ownMachine = async () => {
  const machines = new SFNClient(connectionTo('control'));
  const signing = new DynamoDBClient(connectionTo('control'));
  const { endpoint } = inject('stack');
  const queues = new SQSClient(connectionTo('control'));
  const name = `contract-${randomUUID()}`;
  const { QueueUrl = '' } = await queues.send(new CreateQueueCommand({ QueueName: name }));
  const { stateMachineArn = '' } = await machines.send(
    new CreateStateMachineCommand({
      name,
      roleArn: 'arn:aws:iam::000000000000:role/contract',
      definition: JSON.stringify(waiting(QueueUrl)),
    }),
  );
  return {
    arn: stateMachineArn,
    ask: jsonService(states, () => ({ client: signing, endpoint })),
    /** The token of the next execution that waits. */
    token: async (): Promise<string> => {
      const receive = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10, VisibilityTimeout: 600 });
      return (await queues.send(receive)).Messages?.[0]?.Body ?? '';
    },
    execution: (executionArn: string) => machines.send(new DescribeExecutionCommand({ executionArn })),
    drop: async () => {
      await machines.send(new DeleteStateMachineCommand({ stateMachineArn }));
      await queues.send(new DeleteQueueCommand({ QueueUrl }));
      machines.destroy();
      signing.destroy();
      queues.destroy();
    },
  };
};
