import { Entity } from 'dynamodb-toolbox/entity';
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { type ApiKey, hasExpired, type Keys } from '../ports/keys.ts';
import { unless } from './client.ts';
import type { EngineTable } from './dynamo.ts';
import { type Entry, each, largestBatch, recordsOf } from './paging.ts';

type Stored = ApiKey & { readonly hash: string };
type Where = {
  readonly index: 'all' | 'history';
  readonly partition: string;
  readonly range?: { readonly eq: string };
};

const keyEntity = (table: EngineTable) =>
  new Entity({
    name: 'key',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      hash: string().key(),
      id: string(),
      owner: string(),
      name: string(),
      scopes: any().castAs<ApiKey['scopes']>(),
      createdAt: string(),
      expiresAt: string().optional(),
      revokedAt: string().optional(),
      lastUsedAt: string().optional(),
      hpk: string().optional().hidden(),
      hsk: string().optional().hidden(),
      apk: string().optional().hidden(),
    }),
    computeKey: ({ hash }: { hash: string }) => ({ pk: `key#${hash}`, sk: 'key' }),
  });

const withoutHash = ({ hash: _hash, ...key }: Stored): ApiKey => key;
const toTheHour = (at: Date): string => `${at.toISOString().slice(0, 13)}:00:00.000Z`;
const live = { attr: 'revokedAt', exists: false } as const;
const everyones = { index: 'all', partition: 'keys' } as const;
const refused = ['ConditionalCheckFailedException'];

export const keys = (table: EngineTable): Keys => {
  const all = keyEntity(table);
  const update = (hash: string, change: Partial<ApiKey>): Promise<object | null> => {
    const command = all.build(UpdateAttributesCommand).item({ hash, ...change });
    return unless(refused, null, command.options({ condition: live }).send());
  };
  const found = async (where: Where): Promise<Stored[]> => {
    const entries = each<Entry>((exclusiveStartKey) =>
      table.build(QueryCommand).query(where).options({ reverse: true, exclusiveStartKey }).send(),
    );
    const request = (hash: string) => all.build(BatchGetRequest).key({ hash });
    return Array.fromAsync(recordsOf<Stored>(table, entries, { request, size: largestBatch }));
  };
  return {
    create: async (key, hash) => {
      await all
        .build(PutItemCommand)
        .item({ ...key, hash, hpk: `keys#${key.owner}`, apk: 'keys', hsk: key.id })
        .send();
    },
    use: async (hash, now) => {
      const { Item } = await all.build(GetItemCommand).key({ hash }).options({ consistent: true }).send();
      if (!Item || Item.revokedAt !== undefined) return null;
      if (hasExpired(Item as Stored, now)) return withoutHash(Item as Stored);
      const lastUsedAt = toTheHour(now);
      if (Item.lastUsedAt !== lastUsedAt) await update(hash, { lastUsedAt });
      return withoutHash({ ...(Item as Stored), lastUsedAt });
    },
    list: async (owner) =>
      (await found(owner === undefined ? everyones : { index: 'history', partition: `keys#${owner}` })).map(
        withoutHash,
      ),
    revoke: async (id, now, owner) => {
      const [key] = await found({ ...everyones, range: { eq: id } });
      if (!key || (owner ?? key.owner) !== key.owner) return null;
      const revokedAt = now.toISOString();
      return (await update(key.hash, { revokedAt })) && withoutHash({ ...key, revokedAt });
    },
  };
};
