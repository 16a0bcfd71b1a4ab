import type { QueueSize } from '../ports/work-queue.ts';
import { once } from './client.ts';
import { type JsonService, jsonService } from './json-service.ts';

export const sqsService = { name: 'sqs', target: 'AmazonSQS', version: '1.0' } as const;
const ours = once(() => jsonService(sqsService));

type Attributes = { readonly Attributes?: Readonly<Record<string, string>> };

const sizeOf = async (url: string, sqs: JsonService) => {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes } = (await sqs('GetQueueAttributes', { QueueUrl: url, AttributeNames: names })) as Attributes;
  const [waiting, inFlight] = names.map((name) => Number(Attributes?.[name] ?? 0));
  return { waiting: waiting ?? 0, inFlight: inFlight ?? 0 };
};

/** Of all of them together. As SQS has it: an approximation that settles within a minute. */
export const queueSize = (urls: readonly string[], sqs: JsonService = ours()): QueueSize => ({
  size: async () => {
    const sizes = await Promise.all(urls.map((url) => sizeOf(url, sqs)));
    const sum = (count: 'waiting' | 'inFlight') => sizes.reduce((total, size) => total + size[count], 0);
    return { waiting: sum('waiting'), inFlight: sum('inFlight') };
  },
});
