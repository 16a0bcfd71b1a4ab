import { Entity } from 'dynamodb-toolbox/entity';
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { BatchGetCommand, execute } from 'dynamodb-toolbox/table/actions/batchGet';
import type { Waiters } from '../ports/batches.ts';
import { unless } from './client.ts';
import { type EngineTable, secondsOf } from './dynamo.ts';

const keptSeconds = 40 * 24 * 60 * 60;

const waiterEntity = (table: EngineTable) =>
  new Entity({
    name: 'waiter',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ job: string().key(), token: string(), ttl: number() }),
    computeKey: ({ job }: { job: string }) => ({ pk: `job#${job}`, sk: 'waiter' }),
  });

/** In an item of its own: the record of a job is shown to people. */
export const waiters = (table: EngineTable, clock: () => Date = () => new Date()): Waiters => {
  const all = waiterEntity(table);
  return {
    keep: async (job, token) => {
      await all
        .build(PutItemCommand)
        .item({ job, token, ttl: secondsOf(clock()) + keptSeconds })
        .send();
    },
    find: async (jobs) => {
      if (jobs.length === 0) return [];
      const requests = jobs.map((job) => all.build(BatchGetRequest).key({ job }));
      const command = table
        .build(BatchGetCommand)
        .requests(...requests)
        .options({ consistent: true });
      const { Responses } = await execute({ maxAttempts: 5 }, command);
      return (Responses[0] as ({ readonly token: string } | undefined)[]).map((found) => found?.token ?? null);
    },
    forget: async (job, token) => {
      const mine = { condition: { attr: 'token', eq: token } } as const;
      await unless(
        ['ConditionalCheckFailedException'],
        null,
        all.build(DeleteItemCommand).key({ job }).options(mine).send(),
      );
    },
  };
};
