import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  type GlobalSecondaryIndex,
} from '@aws-sdk/client-dynamodb';
import { clientOptions, reporting } from '#shared/aws/client.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { tableIndexes, tableKeys } from '#shared/aws/table.ts';
import { connectionTo } from './stack-connection.ts';

/** In a race of 1,000 most wait for a socket, which counts as connecting. */
const patient = { requestHandler: { ...clientOptions.requestHandler, connectionTimeout: 0, requestTimeout: 0 } };

const keySchema = ({ partition, sort }: { partition: string; sort: string }) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

const secondaryIndexes = (): GlobalSecondaryIndex[] =>
  Object.entries(tableIndexes).map(([IndexName, { includes, ...keys }]) => ({
    IndexName,
    KeySchema: keySchema(keys),
    Projection:
      includes.length > 0
        ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...includes] }
        : { ProjectionType: 'KEYS_ONLY' },
  }));

const keyNames = [
  ...new Set([tableKeys, ...Object.values(tableIndexes)].flatMap(({ partition, sort }) => [partition, sort])),
];

/** A table of the deployed layout for one suite alone, on the running stack; `drop` removes it. */
export const ownTable = async () => {
  const client = reporting(new DynamoDBClient({ ...patient, ...connectionTo('control') }), 'service.unavailable');
  const TableName = `contract-${randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema(tableKeys),
      AttributeDefinitions: keyNames.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: secondaryIndexes(),
    }),
  );
  const drop = async () => {
    await client.send(new DeleteTableCommand({ TableName }));
    client.destroy();
  };
  return { name: TableName, client, table: engineTable(TableName, client), drop };
};
