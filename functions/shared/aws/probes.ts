import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Probes } from '../ports/probes.ts';
import { dynamo } from './dynamo.ts';
import { s3 } from './s3.ts';
import { tableKeys } from './table.ts';

type Probed = { readonly table: string; readonly bucket: string };
type Clients = { readonly records?: DynamoDBClient; readonly files?: S3Client };

const nothing = { [tableKeys.partition]: { S: 'probe' }, [tableKeys.sort]: { S: 'probe' } };

/** Each asks with the rights that the work itself has; that an item is not there is as good an answer as any. */
export const probes = ({ table, bucket }: Probed, { records = dynamo(), files = s3() }: Clients = {}): Probes => ({
  table: async () => {
    await records.send(new GetItemCommand({ TableName: table, Key: nothing }));
  },
  store: async () => {
    await files.send(new HeadBucketCommand({ Bucket: bucket }));
  },
});
