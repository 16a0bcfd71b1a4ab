import { Entity } from 'dynamodb-toolbox/entity';
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { $remove } from 'dynamodb-toolbox/entity/actions/update/symbols';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import { any } from 'dynamodb-toolbox/schema/any';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { Sealer } from '../ports/sealer.ts';
import type { WebhookChange, WebhookEndpoint, WebhookEndpoints } from '../ports/webhooks.ts';
import { unless } from './client.ts';
import type { EngineTable } from './dynamo.ts';
import { type Entry, each, largestBatch, recordsOf } from './paging.ts';
import { webhookKey } from './webhook-owners.ts';

/** Sealed, in base64; `until` of the one before, in milliseconds since 1970. */
type Sealed = { readonly current: string; readonly before?: { readonly secret: string; readonly until: number } };
type Stored = WebhookEndpoint & { readonly sealed: Sealed };

const endpointEntity = (table: EngineTable) =>
  new Entity({
    name: 'webhook',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      id: string().key(),
      owner: string(),
      url: string().optional(),
      description: string().optional(),
      types: any().castAs<WebhookEndpoint['types']>(),
      jobs: any().castAs<WebhookEndpoint['jobs']>(),
      enabled: boolean(),
      createdAt: string(),
      failingSince: string().optional(),
      turnedOff: any().castAs<WebhookEndpoint['turnedOff']>().optional(),
      sealed: any().castAs<Sealed>(),
      hpk: string().optional().hidden(),
      hsk: string().optional().hidden(),
    }),
    computeKey: webhookKey,
  });

const refused = ['ConditionalCheckFailedException'];
const there = { attr: 'owner', exists: true } as const;

const withoutSecrets = ({ sealed: _sealed, ...endpoint }: Stored): WebhookEndpoint => endpoint;

const asUpdate = (change: WebhookChange) =>
  Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value === undefined ? $remove() : value]));

/** Secrets must be read to sign: they are sealed by a key that only who signs may use, and never in what is answered. */
export const webhookEndpoints = (table: EngineTable, sealer: Sealer): WebhookEndpoints => {
  const all = endpointEntity(table);
  const read = async (id: string): Promise<Stored | undefined> => {
    const { Item } = await all.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
    return Item as Stored | undefined;
  };
  const seal = async (id: string, secret: string): Promise<string> =>
    Buffer.from(await sealer.seal(Buffer.from(secret), { webhook: id })).toString('base64');
  const open = async (id: string, sealed: string): Promise<string> =>
    Buffer.from(await sealer.open(Buffer.from(sealed, 'base64'), { webhook: id })).toString();
  return {
    create: async (endpoint, secret) => {
      const listed = endpoint.url === undefined ? {} : { hpk: `webhooks#${endpoint.owner}`, hsk: endpoint.id };
      const put = all
        .build(PutItemCommand)
        .item({ ...endpoint, ...listed, sealed: { current: await seal(endpoint.id, secret) } })
        .options({ condition: { attr: 'owner', exists: false } });
      return (await unless(refused, null, put.send())) !== null;
    },
    get: async (id) => {
      const stored = await read(id);
      return stored ? withoutSecrets(stored) : null;
    },
    list: async (owner) => {
      const where = { index: 'history', partition: `webhooks#${owner}` } as const;
      const entries = each<Entry>((exclusiveStartKey) =>
        table.build(QueryCommand).query(where).options({ reverse: true, exclusiveStartKey }).send(),
      );
      const request = (id: string) => all.build(BatchGetRequest).key({ id });
      const found = await Array.fromAsync(recordsOf<Stored>(table, entries, { request, size: largestBatch }));
      return found.map(withoutSecrets);
    },
    change: async (id, change) => {
      const update = all
        .build(UpdateAttributesCommand)
        .item({ ...asUpdate(change), id })
        .options({ condition: there, returnValues: 'ALL_NEW' });
      const written = await unless(refused, null, update.send());
      return written?.Attributes ? withoutSecrets(written.Attributes as Stored) : null;
    },
    remove: async (id) => {
      await all.build(DeleteItemCommand).key({ id }).send();
    },
    secrets: async (id, now) => {
      const { sealed } = (await read(id)) ?? {};
      if (!sealed) return [];
      const before = sealed.before && sealed.before.until > now.getTime() ? [sealed.before.secret] : [];
      return Promise.all([sealed.current, ...before].map((each) => open(id, each)));
    },
    rotate: async (id, { secret, until }) => {
      const stored = await read(id);
      if (!stored) return;
      const before = { secret: stored.sealed.current, until: until.getTime() };
      const sealed = { current: await seal(id, secret), before };
      await unless(
        refused,
        null,
        all.build(UpdateAttributesCommand).item({ id, sealed }).options({ condition: there }).send(),
      );
    },
  };
};
