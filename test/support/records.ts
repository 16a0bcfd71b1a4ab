import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { connectionTo } from './stack-connection.ts';

const table = async (command: (client: DynamoDBDocumentClient, TableName: string) => Promise<unknown>) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(connectionTo('control')));
  await command(client, inject('stack').outputs.TableName).finally(() => client.destroy());
};

/** Lets the sweeper's time come now for a job, instead of in ten minutes or twelve hours. */
export const makeDue = (job: string): Promise<void> => {
  const past = new Date(Date.now() - 61_000).toISOString();
  return table((client, TableName) =>
    client.send(
      new UpdateCommand({
        TableName,
        Key: { pk: `job#${job}`, sk: 'job' },
        UpdateExpression: 'SET dueAt = :at, dsk = :minute',
        ExpressionAttributeValues: { ':at': past, ':minute': past.slice(0, 16) },
      }),
    ),
  );
};

/** Counts calls that nobody made, in this window and the next, so that no window's end comes between. */
export const countCalls = async (who: string, seconds: number, count: number): Promise<void> => {
  const now = Math.floor(Date.now() / 1000 / seconds);
  for (const window of [now, now + 1]) {
    const Item = { pk: `rate#${who}#${window}`, sk: 'rate', key: who, window, count, ttl: (window + 2) * seconds };
    await table((client, TableName) => client.send(new PutCommand({ TableName, Item })));
  }
};
