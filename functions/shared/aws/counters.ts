import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { EngineError } from '../errors.ts';
import type { Counters, Increments } from '../ports/counters.ts';
import { type EngineTable, secondsOf } from './dynamo.ts';
import { tableKeys } from './table.ts';

/** Items that the sums are spread over, so that those who add do not wait for each other; each takes 1,000 a second. */
const shards = 8;
/** Longer than an event can lie in the stream and among the lost ones. */
const keptSeconds = 15 * 24 * 60 * 60;
const mostTries = 10;

const { partition, sort } = tableKeys;
const keyOf = (shard: number) => ({ [partition]: `counters#${shard}`, [sort]: 'counters' });
const anyShard = () => keyOf(Math.floor(Math.random() * shards));

/** Each series is an attribute of the item, so that one write adds to as many as there are. */
const addition = (TableName: string, more: Increments) => {
  const words = Object.keys(more);
  return {
    TableName,
    Key: anyShard(),
    UpdateExpression: `ADD ${words.map((_, n) => `#${n} :${n}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(words.map((word, n) => [`#${n}`, word])),
    ExpressionAttributeValues: Object.fromEntries(words.map((word, n) => [`:${n}`, more[word]])),
  };
};

type Canceled = Error & { readonly CancellationReasons?: readonly { readonly Code?: string }[] };

/** Whether the event was counted before; anything else that cancels is another transaction at the same item. */
const wasCounted = ({ CancellationReasons = [] }: Canceled): boolean =>
  CancellationReasons[0]?.Code === 'ConditionalCheckFailed';

export const counters = (table: EngineTable, clock: () => Date = () => new Date()): Counters => {
  const client = table.getDocumentClient();
  const name = table.getName();
  return {
    add: async (more) => {
      if (Object.keys(more).length > 0) await client.send(new UpdateCommand(addition(name, more)));
    },
    addOnce: async (event, more) => {
      const marker = {
        TableName: name,
        Item: { [partition]: `counted#${event}`, [sort]: 'counted', ttl: secondsOf(clock()) + keptSeconds },
        ConditionExpression: `attribute_not_exists(${partition})`,
      };
      for (let tries = 1; tries <= mostTries; tries += 1) {
        try {
          await client.send(
            new TransactWriteCommand({ TransactItems: [{ Put: marker }, { Update: addition(name, more) }] }),
          );
          return;
        } catch (error) {
          if ((error as Error).name !== 'TransactionCanceledException') throw error;
          if (wasCounted(error as Canceled)) return;
          await sleep(Math.random() * 20 * tries);
        }
      }
      throw new EngineError('service.unavailable', 'too many count at the same moment');
    },
    read: async () => {
      const Keys = Array.from({ length: shards }, (_, shard) => keyOf(shard));
      const { Responses } = await client.send(new BatchGetCommand({ RequestItems: { [name]: { Keys } } }));
      const sums = new Map<string, number>();
      for (const item of Responses?.[name] ?? [])
        for (const [word, value] of Object.entries(item))
          if (typeof value === 'number') sums.set(word, (sums.get(word) ?? 0) + value);
      return sums;
    },
  };
};
