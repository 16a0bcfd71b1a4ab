import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { $remove } from 'dynamodb-toolbox/entity/actions/update/symbols';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import * as z from 'zod';
import { openCursor } from '../cursor.ts';
import { idBefore, lastIdEver } from '../ids.ts';
import type { WebhookDeliveries, WebhookDelivery } from '../ports/webhooks.ts';
import { unless } from './client.ts';
import { type EngineTable, isGone, secondsOf } from './dynamo.ts';
import { each, pageOf } from './paging.ts';

const keptSeconds = 30 * 24 * 60 * 60;

type Stored = WebhookDelivery & { readonly ttl: number };
type Key = { endpoint: string; id: string };

const deliveryEntity = (table: EngineTable) =>
  new Entity({
    name: 'webhook-delivery',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      endpoint: string().key(),
      id: string().key(),
      owner: string(),
      url: string(),
      type: any().castAs<WebhookDelivery['type']>(),
      job: string().optional(),
      body: string(),
      createdAt: string(),
      state: any().castAs<WebhookDelivery['state']>(),
      tried: number(),
      triedBefore: number(),
      attempts: any().castAs<WebhookDelivery['attempts']>(),
      nextAt: string().optional(),
      why: string().optional(),
      ttl: number(),
    }),
    computeKey: ({ endpoint, id }: Key) => ({ pk: `webhook#${endpoint}`, sk: `delivery#${id}` }),
  });

const refused = ['ConditionalCheckFailedException'];

const withoutEnd = ({
  ttl: _ttl,
  pk: _pk,
  sk: _sk,
  ...delivery
}: Stored & { pk?: string; sk?: string }): WebhookDelivery => delivery;

export const webhookDeliveries = (table: EngineTable, clock: () => Date = () => new Date()): WebhookDeliveries => {
  const all = deliveryEntity(table);
  const get: WebhookDeliveries['get'] = async (endpoint, id) => {
    const { Item } = await all.build(GetItemCommand).key({ endpoint, id }).options({ consistent: true }).send();
    return Item && !isGone(Item as Stored, clock()) ? withoutEnd(Item as Stored) : null;
  };
  return {
    create: async (delivery) => {
      const put = all
        .build(PutItemCommand)
        .item({ ...delivery, ttl: secondsOf(clock()) + keptSeconds })
        .options({ condition: { attr: 'owner', exists: false } });
      if (await unless(refused, null, put.send())) return delivery;
      return (await get(delivery.endpoint, delivery.id)) ?? delivery;
    },
    get,
    page: async (endpoint, { cursor, limit }) => {
      const last = cursor === undefined ? lastIdEver : idBefore(openCursor(cursor, { endpoint }, z.uuidv7()));
      const range = { between: ['delivery#', `delivery#${last}`] as [string, string] };
      const found = each<Stored>((exclusiveStartKey) =>
        table
          .build(QueryCommand)
          .query({ partition: `webhook#${endpoint}`, range })
          .options({
            ...{ reverse: true, consistent: true, limit: limit + 1, exclusiveStartKey },
            filter: { attr: 'ttl', gt: secondsOf(clock()) },
          })
          .send(),
      );
      const page = await pageOf(found, { limit, identity: { endpoint } });
      return { ...page, items: page.items.map(withoutEnd) };
    },
    change: async ({ endpoint, id, tried, state }, change) => {
      const values = Object.entries(change).map(([name, value]) => [name, value === undefined ? $remove() : value]);
      const update = all
        .build(UpdateAttributesCommand)
        .item({ ...Object.fromEntries(values), endpoint, id })
        .options({
          condition: {
            and: [
              { attr: 'tried', eq: tried },
              { attr: 'state', eq: state },
            ],
          },
          returnValues: 'ALL_NEW',
        });
      const written = await unless(refused, null, update.send());
      return written?.Attributes ? withoutEnd(written.Attributes as Stored) : null;
    },
  };
};
