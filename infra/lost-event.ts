import * as z from 'zod';

/** A message of the queue of lost events, as SQS gives it. */
export const lostMessage = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  MessageAttributes: z.record(z.string(), z.object({ StringValue: z.string().optional() })).default({}),
});
export type LostMessage = z.infer<typeof lostMessage>;

/** How an event is handled again: a function is called, first with what a stream still has, or a topic tells it again. */
export type Again =
  | { readonly call: string; readonly payload: unknown }
  | { readonly call: string; readonly stream: StreamPlace }
  | { readonly tell: string; readonly message: string };

const streamPlace = z.object({
  streamArn: z.string(),
  shardId: z.string(),
  startSequenceNumber: z.string(),
  batchSize: z.int(),
});
export type StreamPlace = z.infer<typeof streamPlace>;

const calledFunction = z.object({ functionArn: z.string() });

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const failedCall = z
  .object({ requestContext: calledFunction, requestPayload: z.unknown() })
  .refine(({ requestPayload }) => requestPayload !== undefined);
/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
const failedBatch = z.object({ requestContext: calledFunction, DDBStreamBatchInfo: streamPlace });
/** https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
const failedNotification = z.object({ Type: z.literal('Notification'), TopicArn: z.string(), Message: z.string() });

/** Reads who gave an event up: Lambda a call, Lambda a batch of a stream, EventBridge or SNS a delivery. Null for none. */
export const againOf = ({ Body, MessageAttributes }: LostMessage): Again | null => {
  const body: unknown = JSON.parse(Body);
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
  const target = MessageAttributes['TARGET_ARN']?.StringValue;
  if (target !== undefined) return { call: target, payload: body };
  const batch = failedBatch.safeParse(body);
  if (batch.success) return { call: batch.data.requestContext.functionArn, stream: batch.data.DDBStreamBatchInfo };
  const call = failedCall.safeParse(body);
  if (call.success) return { call: call.data.requestContext.functionArn, payload: call.data.requestPayload };
  const told = failedNotification.safeParse(body);
  return told.success ? { tell: told.data.TopicArn, message: told.data.Message } : null;
};
