import { Entity } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { HeardNews, Presence } from '../ports/presence.ts';
import { type EngineTable, isGone, secondsOf } from './dynamo.ts';
import { each } from './paging.ts';

const partition = 'workers';
const keptSeconds = 3600;

const workerEntity = (table: EngineTable) =>
  new Entity({
    name: 'worker',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ worker: string().key(), news: any().castAs<HeardNews>(), ttl: number() }),
    computeKey: ({ worker }: { worker: string }) => ({ pk: partition, sk: worker }),
  });

type Stored = { readonly news: HeardNews; readonly ttl: number };

export const presence = (table: EngineTable, clock: () => Date = () => new Date()): Presence => {
  const workers = workerEntity(table);
  return {
    tell: async (news) => {
      const now = clock();
      const heard = { ...news, at: now.toISOString() };
      await workers
        .build(PutItemCommand)
        .item({ worker: news.worker, news: heard, ttl: secondsOf(now) + keptSeconds })
        .send();
    },
    leave: async (worker) => {
      await workers.build(DeleteItemCommand).key({ worker }).send();
    },
    list: async () => {
      const found = each<Stored>((exclusiveStartKey) =>
        table.build(QueryCommand).query({ partition }).options({ exclusiveStartKey }).send(),
      );
      const all = await Array.fromAsync(found);
      return all.filter((one) => !isGone(one, clock())).map(({ news }) => news);
    },
  };
};
