import { Entity } from 'dynamodb-toolbox/entity';
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { idRange } from '../id-range.ts';
import type { UploadTable } from '../ports/uploads.ts';
import type { Upload } from '../upload.ts';
import { unless } from './client.ts';
import type { EngineTable } from './dynamo.ts';
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
      multipart: string(),
      fileName: string(),
      bytes: number(),
      partBytes: number(),
      mediaType: string(),
      checksum: any().castAs<Upload['checksum']>().optional(),
      state: any().castAs<Upload['state']>(),
      then: any().castAs<Upload['then']>().optional(),
      job: string().optional(),
      createdAt: string(),
      hpk: string().optional().hidden(),
      hsk: string().optional().hidden(),
    }),
    computeKey: ({ id }: { id: string }) => ({ pk: `upload#${id}`, sk: 'upload' }),
  });

/** The index may lag behind: what it let through is looked at again as it now is. */
async function* matching(uploads: AsyncIterable<Upload>, states: readonly Upload['state'][] | undefined) {
  for await (const upload of uploads) if (states?.includes(upload.state) ?? true) yield upload;
}

/** The id is the third part of the key (`upload.ts`), so that no second item has to lead to the record. */
const idIn = (key: string): string | undefined => key.split('/')[2];

export const uploadTable = (table: EngineTable): UploadTable => {
  const uploads = uploadEntity(table);
  const get = async (id: string): Promise<Upload | null> => {
    const { Item } = await uploads.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
    return (Item as Upload | undefined) ?? null;
  };
  return {
    create: async (upload) => {
      await uploads
        .build(PutItemCommand)
        .item({ ...upload, hpk: `uploads#${upload.owner}`, hsk: upload.id })
        .send();
    },
    get,
    byKey: async (key) => {
      const id = idIn(key);
      const upload = id ? await get(id) : null;
      return upload?.key === key ? upload : null;
    },
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
    close: async (id, state, job) => {
      const update = uploads
        .build(UpdateAttributesCommand)
        .item({ id, state, ...(job !== undefined && { job }) })
        .options({ condition: { attr: 'state', eq: 'open' } });
      return (await unless(['ConditionalCheckFailedException'], null, update.send())) !== null;
    },
  };
};
