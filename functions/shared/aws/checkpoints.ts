import { Entity } from 'dynamodb-toolbox/entity';
import { BatchDeleteRequest } from 'dynamodb-toolbox/entity/actions/batchDelete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { $add } from 'dynamodb-toolbox/entity/actions/update/symbols';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { BatchWriteCommand, execute } from 'dynamodb-toolbox/table/actions/batchWrite';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { Checkpoints } from '../ports/jobs.ts';
import { type EngineTable, isGone, secondsOf } from './dynamo.ts';
import { each, grouped } from './paging.ts';

/** Longer than any retry window; a job's end clears them before. */
const keptSeconds = 30 * 24 * 60 * 60;
/** BatchWriteItem takes 25 items at most. */
const batch = 25;

/** `mark` is `result#{step}` or `starts#{attempt}#{step}`. */
const stepEntity = (table: EngineTable) =>
  new Entity({
    name: 'step',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      job: string().key(),
      mark: string().key(),
      result: any().optional(),
      starts: number().optional(),
      ttl: number(),
    }),
    computeKey: ({ job, mark }: { job: string; mark: string }) => ({ pk: `job#${job}`, sk: `step#${mark}` }),
  });

const marksOf = (table: EngineTable, job: string) =>
  each<{ readonly sk: string }>((exclusiveStartKey) =>
    table
      .build(QueryCommand)
      .query({ partition: `job#${job}`, range: { beginsWith: 'step#' } })
      .options({ consistent: true, attributes: ['sk'], exclusiveStartKey })
      .send(),
  );

export const checkpoints = (table: EngineTable, clock: () => Date = () => new Date()): Checkpoints => {
  const steps = stepEntity(table);
  const ttl = () => secondsOf(clock()) + keptSeconds;
  return {
    get: async (job, step) => {
      const key = { job, mark: `result#${step}` };
      const { Item } = await steps.build(GetItemCommand).key(key).options({ consistent: true }).send();
      return Item && !isGone(Item, clock()) ? Item.result : undefined;
    },
    put: async (job, step, result) => {
      await steps
        .build(PutItemCommand)
        .item({ job, mark: `result#${step}`, result, ttl: ttl() })
        .send();
    },
    start: async (job, attempt, step) => {
      const { Attributes } = await steps
        .build(UpdateAttributesCommand)
        .item({ job, mark: `starts#${attempt}#${step}`, starts: $add(1), ttl: ttl() })
        .options({ returnValues: 'ALL_NEW' })
        .send();
      return Attributes?.starts ?? 1;
    },
    clear: async (job) => {
      for await (const marks of grouped(marksOf(table, job), batch)) {
        const requests = marks.map(({ sk }) =>
          steps.build(BatchDeleteRequest).key({ job, mark: sk.slice('step#'.length) }),
        );
        await execute({ maxAttempts: 5 }, table.build(BatchWriteCommand).requests(...requests));
      }
    },
  };
};
