import { Entity } from 'dynamodb-toolbox/entity';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { v7 } from 'uuid';
import * as z from 'zod';
import { openCursor, sealCursor } from '../cursor.ts';
import type { LogLine } from '../job.ts';
import type { JobLog } from '../ports/jobs.ts';
import { type EngineTable, secondsOf } from './dynamo.ts';
import { each } from './paging.ts';

const keptSeconds = 90 * 24 * 60 * 60;
/** Far below the 400 KB that an item may have, however long the lines are. */
const linesInItem = 100;
const longestLine = 2000;

const blockEntity = (table: EngineTable) =>
  new Entity({
    name: 'log',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ job: string().key(), block: string().key(), lines: any().castAs<LogLine[]>(), ttl: number() }),
    computeKey: ({ job, block }: { job: string; block: string }) => ({ pk: `job#${job}`, sk: `log#${block}` }),
  });

const short = (line: LogLine): LogLine => ({ ...line, line: line.line.slice(0, longestLine) });

const blocksOf = (lines: readonly LogLine[]): LogLine[][] =>
  Array.from({ length: Math.ceil(lines.length / linesInItem) }, (_, n) =>
    lines.slice(n * linesInItem, (n + 1) * linesInItem).map(short),
  );

type Block = { readonly sk: string; readonly lines: readonly LogLine[] };
type Position = { readonly block: string; readonly line: number };

/** A place in the log: a block, and how many of its lines were read. Blocks are never changed. */
const position = z.strictObject({ block: z.string().startsWith('log#').max(64), line: z.int().nonnegative() });

const blocksFrom = (
  table: EngineTable,
  job: string,
  { from, now, limit }: { from: string; now: number; limit: number },
) =>
  each<Block>((exclusiveStartKey) =>
    table
      .build(QueryCommand)
      .query({ partition: `job#${job}`, range: { between: [from, 'log#~'] } })
      .options({ consistent: true, filter: { attr: 'ttl', gt: now }, limit, exclusiveStartKey })
      .send(),
  );

/**
 * What is appended together is one item, so that a line costs next to nothing. UUIDv7 keeps the order: exactly
 * within a process, by the clock between them.
 */
export const jobLog = (table: EngineTable, clock: () => Date = () => new Date()): JobLog => {
  const blocks = blockEntity(table);
  return {
    append: async (job, lines) => {
      const ttl = secondsOf(clock()) + keptSeconds;
      for (const block of blocksOf(lines))
        await blocks.build(PutItemCommand).item({ job, block: v7(), lines: block, ttl }).send();
    },
    page: async (job, { cursor, limit }) => {
      const from: Position = cursor === undefined ? { block: 'log#', line: 0 } : openCursor(cursor, { job }, position);
      const items: LogLine[] = [];
      const reading = { from: from.block, now: secondsOf(clock()), limit: limit + 1 };
      for await (const { sk, lines } of blocksFrom(table, job, reading)) {
        const start = sk === from.block ? from.line : 0;
        const room = limit - items.length;
        items.push(...lines.slice(start, start + room));
        const isMore = start + room < lines.length;
        if (isMore) return { items, cursor: sealCursor({ block: sk, line: start + room }, { job }) };
      }
      return { items, cursor: null };
    },
  };
};
