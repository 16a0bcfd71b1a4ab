import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { EngineError } from '../errors.ts';
import type { Delivery, WorkQueue, WorkQueues } from '../ports/work-queue.ts';
import { clientOptions, once, reporting, unless } from './client.ts';

/** The longest poll takes 20 s, which the common time-outs allow for. */
const sqs = once(() => reporting(new SQSClient(clientOptions), 'service.unavailable'));

/** The receipt has expired, or the message is gone. */
const lost = [
  'ReceiptHandleIsInvalid',
  'MessageNotInflight',
  'InvalidParameterValue',
  'InvalidParameterValueException',
];

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const deliveryOf = ({ MessageId = '', Body = '', ReceiptHandle = '', Attributes }: Message): Delivery => ({
  id: MessageId,
  body: parsed(Body),
  receipt: ReceiptHandle,
  deliveries: Number(Attributes?.ApproximateReceiveCount ?? 1),
});

export const workQueue = (url: string, client: SQSClient = sqs()): WorkQueue => ({
  send: async (body) => {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(body) }));
  },
  receive: async (max, waitSeconds, signal) => {
    const receive = new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: Math.min(10, max),
      WaitTimeSeconds: Math.min(20, waitSeconds),
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    const { Messages = [] } = await client.send(receive, { ...(signal && { abortSignal: signal }) });
    return Messages.map(deliveryOf);
  },
  extend: async (receipt, seconds) => {
    const extend = new ChangeMessageVisibilityCommand({
      QueueUrl: url,
      ReceiptHandle: receipt,
      VisibilityTimeout: seconds,
    });
    return (await unless(lost, null, client.send(extend))) !== null;
  },
  done: async (receipt) => {
    await unless(lost, null, client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt })));
  },
});

/** By tag: the address of each queue. */
export const workQueues =
  (urls: Readonly<Record<string, string>>): WorkQueues =>
  (tag) => {
    const url = urls[tag];
    if (url !== undefined) return workQueue(url);
    const known = Object.keys(urls).join(', ');
    throw new EngineError(
      'request.invalid',
      `nothing is placed on a queue with the tag ${tag}, expected one of ${known}`,
    );
  };
