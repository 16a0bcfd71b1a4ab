import { Entity } from 'dynamodb-toolbox/entity';
import { BatchPutRequest } from 'dynamodb-toolbox/entity/actions/batchPut';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { BatchWriteCommand, execute } from 'dynamodb-toolbox/table/actions/batchWrite';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { Amount, StorageFigures, StorageRecord } from '../ports/storage.ts';
import { type EngineTable, secondsOf } from './dynamo.ts';
import { each } from './paging.ts';

const partition = 'storage';
const total = 'total';
const keptSeconds = 2 * 24 * 60 * 60;
/** BatchWriteItem takes 25 items at most. */
const mostAtOnce = 25;

type Measured = { readonly at: string } & ({ readonly prefixes: StorageFigures['prefixes'] } | Amount);
type Stored = { readonly sk: string; readonly measured: Measured };

const storageEntity = (table: EngineTable) =>
  new Entity({
    name: 'storage',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ of: string().key(), measured: any().castAs<Measured>(), ttl: number() }),
    computeKey: ({ of }: { of: string }) => ({ pk: partition, sk: of }),
  });

const figuresOf = (all: readonly Stored[]): StorageFigures | null => {
  const whole = all.find(({ sk }) => sk === total)?.measured;
  if (!whole || !('prefixes' in whole)) return null;
  const owners = all.flatMap(({ sk, measured }) =>
    // what an owner had who has nothing any more goes by itself
    'bytes' in measured && measured.at === whole.at
      ? [{ owner: sk.slice('owner#'.length), bytes: measured.bytes, files: measured.files }]
      : [],
  );
  return { at: whole.at, prefixes: whole.prefixes, owners };
};

/** An item for each owner, and one for the whole that is written last: it says which of them are of the same moment. */
export const storageRecord = (table: EngineTable, clock: () => Date = () => new Date()): StorageRecord => {
  const storage = storageEntity(table);
  return {
    write: async ({ at, prefixes, owners }) => {
      const ttl = secondsOf(clock()) + keptSeconds;
      for (let from = 0; from < owners.length; from += mostAtOnce) {
        const requests = owners
          .slice(from, from + mostAtOnce)
          .map(({ owner, bytes, files }) =>
            storage.build(BatchPutRequest).item({ of: `owner#${owner}`, measured: { at, bytes, files }, ttl }),
          );
        await execute({ maxAttempts: 5 }, table.build(BatchWriteCommand).requests(...requests));
      }
      await storage.build(PutItemCommand).item({ of: total, measured: { at, prefixes }, ttl }).send();
    },
    read: async () => {
      const found = each<Stored>((exclusiveStartKey) =>
        table.build(QueryCommand).query({ partition }).options({ exclusiveStartKey }).send(),
      );
      return figuresOf(await Array.fromAsync(found));
    },
  };
};
