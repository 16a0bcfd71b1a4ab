import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { BatchGetCommand, execute } from 'dynamodb-toolbox/table/actions/batchGet';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import * as z from 'zod';
import { openCursor, sealCursor } from '../cursor.ts';
import { firstIdAt, firstIdEver, idBefore, lastIdAt, lastIdEver } from '../ids.ts';
import type { Job } from '../job.ts';
import type { JobQuery, Page } from '../ports/jobs.ts';
import type { EngineTable } from './dynamo.ts';
import type { JobEntity } from './job-entity.ts';
import { each, grouped } from './paging.ts';

/** BatchGetItem takes 100 keys at most. */
const batch = 100;

type Found = AsyncGenerator<Job[]>;
type Entry = { readonly pk: string };

/** The records behind the entries of an index, as they now are and in its order. */
async function* recordsOf(table: EngineTable, jobs: JobEntity, entries: AsyncIterable<Entry>, size: number): Found {
  for await (const group of grouped(entries, size)) {
    const requests = group.map(({ pk }) => jobs.build(BatchGetRequest).key({ id: pk.slice('job#'.length) }));
    const command = table
      .build(BatchGetCommand)
      .requests(...requests)
      .options({ consistent: true });
    const { Responses } = await execute({ maxAttempts: 5 }, command);
    yield (Responses[0] as (Job | undefined)[]).filter((job) => job !== undefined);
  }
}

const identityOf = ({ cursor: _cursor, limit: _limit, ...rest }: JobQuery) => rest;

const rangeOf = (query: JobQuery): [string, string] => {
  const first = query.since === undefined ? firstIdEver : firstIdAt(new Date(query.since));
  const last = query.until === undefined ? lastIdEver : lastIdAt(new Date(query.until));
  if (query.cursor === undefined) return [first, last];
  const before = idBefore(openCursor(query.cursor, identityOf(query), z.uuidv7()));
  return [first, [before, last].toSorted()[0] ?? last];
};

const filterOf = ({ states, kinds }: JobQuery) => {
  const and = [
    ...(states ? [{ attr: 'state', in: [...states] }] : []),
    ...(kinds ? [{ attr: 'kind', in: [...kinds] }] : []),
  ];
  return and.length > 0 ? { filter: { and }, limit: 1000 } : {};
};

const entriesOf = (table: EngineTable, query: JobQuery, range: [string, string], limit: number) => {
  const options = { reverse: true, limit, ...filterOf(query) };
  const where =
    query.owner === undefined
      ? ({ index: 'all', partition: 'jobs', range: { between: range } } as const)
      : ({ index: 'history', partition: `jobs#${query.owner}`, range: { between: range } } as const);
  return each<Entry>(
    (exclusiveStartKey) =>
      table
        .build(QueryCommand)
        .query(where)
        .options({ ...options, exclusiveStartKey })
        .send() as Promise<{ Items?: Entry[] }>,
  );
};

const matches = ({ states, kinds }: JobQuery, { state, kind }: Job): boolean =>
  (states?.includes(state) ?? true) && (kinds?.includes(kind) ?? true);

/** One record more than asked for is looked up, so that the last page is known to be the last. */
export const listJobs = async (table: EngineTable, jobs: JobEntity, query: JobQuery): Promise<Page<Job>> => {
  const range = rangeOf(query);
  if (range[0] > range[1]) return { items: [], cursor: null };
  const size = Math.min(batch, query.limit + 1);
  const found: Job[] = [];
  for await (const group of recordsOf(table, jobs, entriesOf(table, query, range, size), size)) {
    found.push(...group.filter((job) => matches(query, job)));
    if (found.length > query.limit) break;
  }
  const items = found.slice(0, query.limit);
  const last = found.length > query.limit ? items.at(-1) : undefined;
  return { items, cursor: last ? sealCursor(last.id, identityOf(query)) : null };
};

const byDueAt = (a: Job, b: Job): number => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1);

/** The index knows only the minute: which records of the last minute fit under the limit is left to chance. */
export const dueJobs = async (table: EngineTable, jobs: JobEntity, now: Date, limit: number): Promise<Job[]> => {
  const instant = now.toISOString();
  const size = Math.min(batch, limit);
  const where = { index: 'due', partition: 'due', range: { lte: instant.slice(0, 16) } } as const;
  const entries = each<Entry>((exclusiveStartKey) => {
    const options = { limit: size, exclusiveStartKey };
    return table.build(QueryCommand).query(where).options(options).send() as Promise<{ Items?: Entry[] }>;
  });
  const found: Job[] = [];
  for await (const group of recordsOf(table, jobs, entries, size)) {
    found.push(...group.filter(({ dueAt }) => dueAt !== undefined && dueAt <= instant));
    if (found.length >= limit) break;
  }
  return found.sort(byDueAt).slice(0, limit);
};
