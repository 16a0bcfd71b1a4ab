import { Entity } from 'dynamodb-toolbox/entity';
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { BatchGetCommand, execute } from 'dynamodb-toolbox/table/actions/batchGet';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { childId } from '../child-id.ts';
import type { Job, JobState } from '../job.ts';
import type { Batches, BatchItem, Places } from '../ports/batches.ts';
import { type EngineTable, secondsOf } from './dynamo.ts';
import { childrenOf, type JobEntity, jobEntity } from './job-entity.ts';
import { each, largestBatch } from './paging.ts';

const keptSeconds = 40 * 24 * 60 * 60;
/** With the longest addresses and titles still below the 400 KB that an item may have. */
const itemsInBlock = 50;
const writesAtOnce = 5;

const blockEntity = (table: EngineTable) =>
  new Entity({
    name: 'items',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ batch: string().key(), block: number().key(), items: any().castAs<BatchItem[]>(), ttl: number() }),
    computeKey: ({ batch, block }: { batch: string; block: number }) => ({ pk: `job#${batch}`, sk: keyOf(block) }),
  });

const keyOf = (block: number): string => `items#${String(block).padStart(6, '0')}`;
const blockOf = (place: number): number => Math.floor((place - 1) / itemsInBlock);

const inBlocks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

const placesFrom = ({ from, to }: Places): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

const readChildren = async (table: EngineTable, jobs: JobEntity, ids: readonly string[]): Promise<(Job | null)[]> => {
  const requests = ids.map((id) => jobs.build(BatchGetRequest).key({ id }));
  const command = table
    .build(BatchGetCommand)
    .requests(...requests)
    .options({ consistent: true });
  const { Responses } = await execute({ maxAttempts: 5 }, command);
  return (Responses[0] as (Job | undefined)[]).map((child) => child ?? null);
};

type Counted = { readonly state: JobState };

export const batchTable = (table: EngineTable, clock: () => Date = () => new Date()): Batches => {
  const blocks = blockEntity(table);
  const jobs = jobEntity(table);
  return {
    keep: async (batch, items) => {
      const ttl = secondsOf(clock()) + keptSeconds;
      const made = inBlocks(items, itemsInBlock).map((some, block) => ({ batch, block, items: some, ttl }));
      for (const some of inBlocks(made, writesAtOnce))
        await Promise.all(some.map((block) => blocks.build(PutItemCommand).item(block).send()));
    },
    items: async (batch, { from, to }) => {
      if (to < from) return [];
      const range = { between: [keyOf(blockOf(from)), keyOf(blockOf(to))] } as const;
      const found = each<{ readonly items: BatchItem[] }>((exclusiveStartKey) =>
        table
          .build(QueryCommand)
          .query({ partition: `job#${batch}`, range: { between: [...range.between] } })
          .options({ consistent: true, exclusiveStartKey })
          .send(),
      );
      const items = (await Array.fromAsync(found)).flatMap((block) => block.items);
      return items.filter(({ index }) => index >= from && index <= to);
    },
    children: async (batch, places) => {
      const ids = placesFrom(places).map((index) => childId(batch, index));
      const read: (Job | null)[] = [];
      for (const some of inBlocks(ids, largestBatch)) read.push(...(await readChildren(table, jobs, some)));
      return read;
    },
    counts: async (batch) => {
      const counts: Partial<Record<JobState, number>> = {};
      const where = { index: 'history', partition: childrenOf(batch) } as const;
      const entries = each<Counted>((exclusiveStartKey) =>
        table.build(QueryCommand).query(where).options({ exclusiveStartKey }).send(),
      );
      for await (const { state } of entries) counts[state] = (counts[state] ?? 0) + 1;
      return counts;
    },
  };
};
