import { Entity } from 'dynamodb-toolbox/entity';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { v7 } from 'uuid';
import type { PartSums } from '../ports/uploads.ts';
import { uploadDays } from '../upload.ts';
import { type EngineTable, secondsOf } from './dynamo.ts';
import { each } from './paging.ts';

/** A day longer than the store keeps the parts themselves. */
const keptSeconds = (uploadDays + 1) * 24 * 60 * 60;

type Sums = Parameters<PartSums['keep']>[1];

const sumsEntity = (table: EngineTable) =>
  new Entity({
    name: 'part-sums',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ upload: string().key(), block: string().key(), sums: any().castAs<Sums>(), ttl: number() }),
    computeKey: ({ upload, block }: { upload: string; block: string }) => ({
      pk: `upload#${upload}`,
      sk: `sums#${block}`,
    }),
  });

/** What was signed together is one item: the sums of 10,000 parts would not fit into the record itself. */
export const partSums = (table: EngineTable, clock: () => Date = () => new Date()): PartSums => {
  const blocks = sumsEntity(table);
  return {
    keep: async (upload, sums) => {
      const ttl = secondsOf(clock()) + keptSeconds;
      await blocks.build(PutItemCommand).item({ upload, block: v7(), sums, ttl }).send();
    },
    of: async (upload) => {
      const kept = new Map<number, string>();
      const found = each<{ readonly sums: Sums }>((exclusiveStartKey) =>
        table
          .build(QueryCommand)
          .query({ partition: `upload#${upload}`, range: { beginsWith: 'sums#' } })
          .options({ consistent: true, exclusiveStartKey })
          .send(),
      );
      for await (const { sums } of found) for (const { number, sha256 } of sums) kept.set(number, sha256);
      return kept;
    },
  };
};
