import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import type { Profiles } from '../ports/profiles.ts';
import type { EngineTable } from './dynamo.ts';

const profileEntity = (table: EngineTable) =>
  new Entity({
    name: 'profile',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ owner: string().key(), defaultPreset: string().optional() }),
    computeKey: ({ owner }: { owner: string }) => ({ pk: `owner#${owner}`, sk: 'profile' }),
  });

export const profileTable = (table: EngineTable): Profiles => {
  const profiles = profileEntity(table);
  return {
    get: async (owner) => {
      const { Item } = await profiles.build(GetItemCommand).key({ owner }).options({ consistent: true }).send();
      return { defaultPreset: Item?.defaultPreset ?? null };
    },
    put: async (owner, { defaultPreset }) => {
      const known = defaultPreset === null ? {} : { defaultPreset };
      await profiles
        .build(PutItemCommand)
        .item({ owner, ...known })
        .send();
    },
  };
};
