import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import type { WebhookOwners } from '../ports/webhooks.ts';
import type { EngineTable } from './dynamo.ts';

export const webhookKey = ({ id }: { id: string }) => ({ pk: `webhook#${id}`, sk: 'webhook' });

/** Of an endpoint no more than whose it is: what starts jobs needs no more, and has a smaller bundle. */
export const webhookOwners = (table: EngineTable): WebhookOwners => {
  const endpoints = new Entity({
    name: 'webhook-owner',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ id: string().key(), owner: string() }),
    computeKey: webhookKey,
  });
  return {
    ownerOf: async (id) => {
      const { Item } = await endpoints.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
      return Item?.owner ?? null;
    },
  };
};
