import { Entity } from 'dynamodb-toolbox/entity';
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { idRange } from '../id-range.ts';
import type { Idempotency } from '../ports/jobs.ts';
import type { UploadTable } from '../ports/uploads.ts';
import type { Upload } from '../upload.ts';
import { unless } from './client.ts';
import type { EngineTable } from './dynamo.ts';
import { createOnce, madeBy } from './idempotency.ts';
import { type Entry, each, largestBatch, pageOf, recordsOf } from './paging.ts';

const uploadEntity = (table: EngineTable) =>
  new Entity({
    name: 'upload',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      id: string().key(),
      owner: string(),
      key: string(),
      multipart: string().optional(),
      fileName: string(),
      bytes: number(),
      partBytes: number().optional(),
      mediaType: string(),
      checksum: any().castAs<Upload['checksum']>().optional(),
      state: any().castAs<Upload['state']>(),
      then: any().castAs<Upload['then']>().optional(),
      job: string().optional(),
      createdAt: string(),
      erasedAt: string().optional(),
      hpk: string().optional().hidden(),
      hsk: string().optional().hidden(),
    }),
    computeKey: ({ id }: { id: string }) => ({ pk: `upload#${id}`, sk: 'upload' }),
  });

/** The index may lag behind: what it let through is looked at again as it now is. */
async function* matching(uploads: AsyncIterable<Upload>, states: readonly Upload['state'][] | undefined) {
  for await (const upload of uploads) if (states?.includes(upload.state) ?? true) yield upload;
}

/** The id of an upload is the third part of its key (`upload.ts`), so that no second item has to lead to the record. */
const idIn = (key: string): string | undefined => key.split('/')[2];
const ownerIn = (key: string): string => key.split('/')[1] ?? '';

/** What was put straight into the store has its id nowhere in the key: a lasting idempotency key leads to it. */
const dropOf = (key: string): string => `drop ${key}`;

const asItem = (upload: Upload) => ({ ...upload, hpk: `uploads#${upload.owner}`, hsk: upload.id });

/** `clock` decides when an idempotency key has run out. */
export const uploadTable = (table: EngineTable, clock: () => Date = () => new Date()): UploadTable => {
  const uploads = uploadEntity(table);
  const get = async (id: string): Promise<Upload | null> => {
    const { Item } = await uploads.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
    return (Item as Upload | undefined) ?? null;
  };
  const put = (upload: Upload) => uploads.build(PutTransaction).item(asItem(upload));
  const once = (upload: Upload, idempotency: Idempotency) =>
    createOnce({ table, read: get, put, clock }, upload, idempotency);
  const at = async (key: string, id: string | null | undefined): Promise<Upload | null> => {
    const upload = id ? await get(id) : null;
    return upload?.key === key ? upload : null;
  };
  return {
    create: async (upload, idempotency) => {
      if (idempotency) {
        const { record, repeated } = await once(upload, idempotency);
        return { upload: record, repeated };
      }
      await uploads.build(PutItemCommand).item(asItem(upload)).send();
      return { upload, repeated: false };
    },
    adopt: async (upload) => {
      const { record } = await once(upload, { key: dropOf(upload.key), requestHash: '', lasting: true });
      return record;
    },
    get,
    byKey: async (key) => (await at(key, idIn(key))) ?? (await at(key, await madeBy(table, ownerIn(key), dropOf(key)))),
    list: async (owner, { states, limit, ...span }) => {
      // without the span: who asks for the last week asks for another one with every page
      const identity = { owner, states };
      const range = idRange(span, identity);
      if (range === null) return { items: [], cursor: null };
      const size = Math.min(largestBatch, limit + 1);
      const where = { index: 'history', partition: `uploads#${owner}`, range: { between: range } } as const;
      const some = states ? { filter: { attr: 'state', in: [...states] }, limit: 1000 } : { limit: size };
      const entries = each<Entry>((exclusiveStartKey) =>
        table
          .build(QueryCommand)
          .query(where)
          .options({ reverse: true, ...some, exclusiveStartKey })
          .send(),
      );
      const request = (id: string) => uploads.build(BatchGetRequest).key({ id });
      const records = recordsOf<Upload>(table, entries, { request, size });
      return pageOf(matching(records, states), { limit, identity });
    },
    apply: async (id, { from, set }) => {
      const update = uploads
        .build(UpdateAttributesCommand)
        .item({ ...set, id })
        .options({ returnValues: 'ALL_NEW', condition: { attr: 'state', in: [...from] } });
      const written = await unless(['ConditionalCheckFailedException'], null, update.send());
      return (written?.Attributes as Upload | undefined) ?? null;
    },
  };
};
