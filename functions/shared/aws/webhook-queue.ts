import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { WebhookQueue } from '../ports/webhooks.ts';
import { clientOptions, once, reporting } from './client.ts';

const sqs = once(() => reporting(new SQSClient(clientOptions), 'service.unavailable'));

/** SQS's own limit; who is read early is sent on for the rest. */
const longestDelay = 900;

export const webhookQueue = (url: string, client: SQSClient = sqs()): WebhookQueue => ({
  send: async (due, seconds) => {
    const DelaySeconds = Math.min(longestDelay, Math.max(0, Math.ceil(seconds)));
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(due), DelaySeconds }));
  },
});
