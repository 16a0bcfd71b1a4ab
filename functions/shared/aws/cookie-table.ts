import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Entity } from 'dynamodb-toolbox/entity';
import { any } from 'dynamodb-toolbox/schema/any';
import { binary } from 'dynamodb-toolbox/schema/binary';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { Table } from 'dynamodb-toolbox/table';
import type { SealContext } from '../envelope.ts';
import type { JarOf } from '../ports/cookie-jars.ts';
import { dynamo, secondsOf } from './dynamo.ts';
import { cookieTableKeys } from './table.ts';

export const cookieTable = (name: string, client = dynamo()) =>
  new Table({
    name,
    documentClient: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    partitionKey: { name: cookieTableKeys.partition, type: 'string' },
    sortKey: { name: cookieTableKeys.sort, type: 'string' },
  });
export type CookieTable = ReturnType<typeof cookieTable>;

export const jarEntity = (table: CookieTable) =>
  new Entity({
    name: 'jar',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      owner: string().key(),
      id: string().key(),
      site: string(),
      name: string(),
      domains: any().castAs<string[]>(),
      count: number(),
      firstExpiresAt: string().optional(),
      expiresAt: string().optional(),
      createdAt: string(),
      changedAt: string(),
      usedAt: string().optional(),
      /** The cookies themselves. */
      sealed: binary(),
      /** Counts what was put or refreshed, so that of two who change it at once one starts over. */
      revision: number(),
      ttl: number(),
    }),
  });

/** As long as a browser keeps a cookie at most (RFC 6265bis §5.5). */
const keptSeconds = 400 * 86_400;

export const goesAt = (now: Date): number => secondsOf(now) + keptSeconds;

export const sealedFor = ({ owner, id }: JarOf): SealContext => ({ of: 'cookies', owner, id });
