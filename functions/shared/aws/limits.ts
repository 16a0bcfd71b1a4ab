import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { $add } from 'dynamodb-toolbox/entity/actions/update/symbols';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import type { Limits } from '../ports/limits.ts';
import { slide, windowOf } from '../sliding-window.ts';
import type { EngineTable } from './dynamo.ts';

const counterEntity = (table: EngineTable) =>
  new Entity({
    name: 'rate',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ key: string().key(), window: number().key(), count: number(), ttl: number() }),
    computeKey: ({ key, window }: { key: string; window: number }) => ({ pk: `rate#${key}#${window}`, sk: 'rate' }),
  });

/** One atomic addition a take; the window before is only read, both at once. */
export const limits = (table: EngineTable): Limits => {
  const counters = counterEntity(table);
  return {
    take: async (take, now) => {
      const { key, seconds } = take;
      const window = windowOf(now, seconds);
      const [{ Attributes }, { Item }] = await Promise.all([
        counters
          .build(UpdateAttributesCommand)
          .item({ key, window, count: $add(1), ttl: (window + 2) * seconds })
          .options({ returnValues: 'ALL_NEW' })
          .send(),
        counters
          .build(GetItemCommand)
          .key({ key, window: window - 1 })
          .send(),
      ]);
      return slide(take, { current: Attributes?.count ?? 1, previous: Item?.count ?? 0 }, now);
    },
  };
};
