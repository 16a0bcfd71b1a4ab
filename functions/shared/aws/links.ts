import { createHash, randomBytes } from 'node:crypto';
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { $add } from 'dynamodb-toolbox/entity/actions/update/symbols';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import type { Links, LinkTarget } from '../ports/links.ts';
import { type EngineTable, secondsOf } from './dynamo.ts';

const common = { entityAttribute: false, timestamps: false } as const;

const linkEntity = (table: EngineTable) =>
  new Entity({
    ...common,
    name: 'link',
    table,
    schema: item({
      hash: string().key(),
      target: any().castAs<LinkTarget>(),
      generation: number(),
      /** Milliseconds since 1970; the TTL is the same in seconds. */
      until: number(),
      ttl: number(),
    }),
    computeKey: ({ hash }: { hash: string }) => ({ pk: `link#${hash}`, sk: 'link' }),
  });

const generationEntity = (table: EngineTable) =>
  new Entity({
    ...common,
    name: 'link-generation',
    table,
    schema: item({ job: string().key(), generation: number() }),
    computeKey: ({ job }: { job: string }) => ({ pk: `job#${job}`, sk: 'links' }),
  });

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A link counts only in the generation of its job that it was issued in: one write revokes however many there are. */
export const links = (table: EngineTable): Links => {
  const all = linkEntity(table);
  const generations = generationEntity(table);
  const generationOf = async (job: string): Promise<number> => {
    const { Item } = await generations.build(GetItemCommand).key({ job }).options({ consistent: true }).send();
    return Item?.generation ?? 0;
  };
  return {
    issue: async (target, expiresAt) => {
      const token = randomBytes(32).toString('base64url');
      const generation = await generationOf(target.job);
      await all
        .build(PutItemCommand)
        .item({ hash: hashOf(token), target, generation, until: expiresAt.getTime(), ttl: secondsOf(expiresAt) + 1 })
        .send();
      return token;
    },
    resolve: async (token, now) => {
      const key = { hash: hashOf(token) };
      const { Item } = await all.build(GetItemCommand).key(key).options({ consistent: true }).send();
      if (!Item || Item.until <= now.getTime()) return null;
      const stands = (await generationOf(Item.target.job)) === Item.generation;
      return stands ? { ...Item.target, expiresAt: new Date(Item.until) } : null;
    },
    revoke: async (job) => {
      await generations
        .build(UpdateAttributesCommand)
        .item({ job, generation: $add(1) })
        .send();
    },
  };
};
