import { createHash } from 'node:crypto';
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import type { Archive, SiteItem } from '../ports/archive.ts';
import { unless } from './client.ts';
import type { EngineTable } from './dynamo.ts';

/** What a site calls its items may be long. */
const hashOf = ({ site, item: name }: SiteItem): string =>
  createHash('sha256')
    .update(JSON.stringify([site, name]))
    .digest('hex');

const archiveEntity = (table: EngineTable) =>
  new Entity({
    name: 'archive',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ owner: string().key(), hash: string().key(), job: string() }),
    computeKey: ({ owner, hash }: { owner: string; hash: string }) => ({
      pk: `archive#${owner}#${hash}`,
      sk: 'archive',
    }),
  });

export const archive = (table: EngineTable): Archive => {
  const all = archiveEntity(table);
  return {
    find: async (owner, found) => {
      const { Item } = await all
        .build(GetItemCommand)
        .key({ owner, hash: hashOf(found) })
        .options({ consistent: true })
        .send();
      return Item?.job ?? null;
    },
    remember: async (owner, found, job) => {
      const first = { condition: { attr: 'job', exists: false } } as const;
      const put = all.build(PutItemCommand).item({ owner, hash: hashOf(found), job });
      await unless(['ConditionalCheckFailedException'], null, put.options(first).send());
    },
  };
};
