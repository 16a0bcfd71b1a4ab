import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table } from 'dynamodb-toolbox/table';
import { clientOptions, once, reporting } from './client.ts';
import { tableIndexes, tableKeys } from './table.ts';

export const dynamo = once(() => reporting(new DynamoDBClient(clientOptions), 'service.unavailable'));

const string = <N extends string>(name: N) => ({ name, type: 'string' }) as const;

const index = <P extends string, S extends string>({ partition, sort }: { partition: P; sort: S }) =>
  ({ type: 'global', partitionKey: string(partition), sortKey: string(sort) }) as const;

export const engineTable = (name: string, client: DynamoDBClient = dynamo()) =>
  new Table({
    name,
    documentClient: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    partitionKey: string(tableKeys.partition),
    sortKey: string(tableKeys.sort),
    indexes: { history: index(tableIndexes.history), all: index(tableIndexes.all), due: index(tableIndexes.due) },
  });
export type EngineTable = ReturnType<typeof engineTable>;

/** Seconds since 1970, as TTL has it. */
export const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

/** DynamoDB removes an item up to days after its TTL; until then it is treated as gone. */
export const isGone = (item: { readonly ttl?: number | undefined }, now: Date): boolean =>
  item.ttl !== undefined && item.ttl <= secondsOf(now);
