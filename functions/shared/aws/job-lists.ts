import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { idRange } from '../id-range.ts';
import type { Job } from '../job.ts';
import type { JobQuery, Page } from '../ports/jobs.ts';
import type { EngineTable } from './dynamo.ts';
import type { JobEntity } from './job-entity.ts';
import { type Entry, each, largestBatch, pageOf, recordsOf } from './paging.ts';

const identityOf = ({ cursor: _cursor, limit: _limit, ...rest }: JobQuery) => rest;

/** Entries are small, so those that a filter drops are read a thousand at a time. */
const filterOf = ({ states, kinds }: JobQuery) => {
  const and = [
    ...(states ? [{ attr: 'state', in: [...states] }] : []),
    ...(kinds ? [{ attr: 'kind', in: [...kinds] }] : []),
  ];
  return and.length > 0 ? { filter: { and }, limit: 1000 } : {};
};

const entriesOf = (table: EngineTable, query: JobQuery, range: { between: [string, string] }, limit: number) => {
  const options = { reverse: true, limit, ...filterOf(query) };
  const where =
    query.owner === undefined
      ? ({ index: 'all', partition: 'jobs', range } as const)
      : ({ index: 'history', partition: `jobs#${query.owner}`, range } as const);
  return each<Entry>((exclusiveStartKey) =>
    table
      .build(QueryCommand)
      .query(where)
      .options({ ...options, exclusiveStartKey })
      .send(),
  );
};

/** The index may lag behind: what it let through is looked at again as it now is. */
async function* matching(jobs: AsyncIterable<Job>, { states, kinds }: JobQuery): AsyncGenerator<Job> {
  for await (const job of jobs)
    if ((states?.includes(job.state) ?? true) && (kinds?.includes(job.kind) ?? true)) yield job;
}

export const listJobs = async (table: EngineTable, jobs: JobEntity, query: JobQuery): Promise<Page<Job>> => {
  const identity = identityOf(query);
  const range = idRange(query, identity);
  if (range === null) return { items: [], cursor: null };
  const size = Math.min(largestBatch, query.limit + 1);
  const request = (id: string) => jobs.build(BatchGetRequest).key({ id });
  const entries = entriesOf(table, query, { between: range }, size);
  return pageOf(matching(recordsOf<Job>(table, entries, { request, size }), query), { limit: query.limit, identity });
};

const byDueAt = (a: Job, b: Job): number => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1);

/** What is due in the order of the index, which knows only the minute, read so many at once. */
export async function* eachDueJob(
  table: EngineTable,
  jobs: JobEntity,
  now: Date,
  size = largestBatch,
): AsyncGenerator<Job> {
  const instant = now.toISOString();
  const where = { index: 'due', partition: 'due', range: { lte: instant.slice(0, 16) } } as const;
  const entries = each<Entry>((exclusiveStartKey) =>
    table.build(QueryCommand).query(where).options({ limit: size, exclusiveStartKey }).send(),
  );
  const request = (id: string) => jobs.build(BatchGetRequest).key({ id });
  for await (const job of recordsOf<Job>(table, entries, { request, size }))
    if (job.dueAt !== undefined && job.dueAt <= instant) yield job;
}

/** Which records of the last minute fit under the limit is left to chance. */
export const dueJobs = async (table: EngineTable, jobs: JobEntity, now: Date, limit: number): Promise<Job[]> => {
  const due: Job[] = [];
  for await (const job of eachDueJob(table, jobs, now, Math.min(largestBatch, limit)))
    if (due.push(job) === limit) break;
  return due.sort(byDueAt);
};
