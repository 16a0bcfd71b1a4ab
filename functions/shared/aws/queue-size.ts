import type { QueueSize } from '../ports/work-queue.ts';
import { once } from './client.ts';
import { type JsonService, jsonService } from './json-service.ts';

export const sqsService = { name: 'sqs', target: 'AmazonSQS', version: '1.0' } as const;
const ours = once(() => jsonService(sqsService));

type Attributes = { readonly Attributes?: Readonly<Record<string, string>> };

/** As SQS has it: an approximation that settles within a minute. */
export const queueSize = (url: string, sqs: JsonService = ours()): QueueSize => ({
  size: async () => {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes } = (await sqs('GetQueueAttributes', { QueueUrl: url, AttributeNames: names })) as Attributes;
    const [waiting, inFlight] = names.map((name) => Number(Attributes?.[name] ?? 0));
    return { waiting: waiting ?? 0, inFlight: inFlight ?? 0 };
  },
});
