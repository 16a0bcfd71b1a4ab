import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import type { MadeBefore } from '../ports/made-before.ts';
import { type EngineTable, isGone, secondsOf } from './dynamo.ts';

const keptSeconds = 30 * 24 * 60 * 60;

const contentEntity = (table: EngineTable) =>
  new Entity({
    name: 'content',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ key: string().key(), job: string(), ttl: number() }),
    computeKey: ({ key }: { key: string }) => ({ pk: `content#${key}`, sk: 'content' }),
  });

export const madeBefore = (table: EngineTable, clock: () => Date = () => new Date()): MadeBefore => {
  const contents = contentEntity(table);
  return {
    find: async (key) => {
      const { Item } = await contents.build(GetItemCommand).key({ key }).options({ consistent: true }).send();
      return Item && !isGone(Item, clock()) ? Item.job : null;
    },
    remember: async (key, job) => {
      await contents
        .build(PutItemCommand)
        .item({ key, job, ttl: secondsOf(clock()) + keptSeconds })
        .send();
    },
  };
};
