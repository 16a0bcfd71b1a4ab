import type { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { BatchGetCommand, execute } from 'dynamodb-toolbox/table/actions/batchGet';
import { sealCursor } from '../cursor.ts';
import type { Page } from '../ports/jobs.ts';
import type { EngineTable } from './dynamo.ts';

type Key = Record<string, unknown>;
type Answer = { readonly Items?: unknown[] | undefined; readonly LastEvaluatedKey?: Key | undefined };

/** BatchGetItem takes 100 keys at most. */
export const largestBatch = 100;

/** What a query finds, one by one; the next page is asked for only when somebody wants more. */
export async function* each<T>(ask: (from: Key | undefined) => Promise<Answer>): AsyncGenerator<T> {
  let from: Key | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await ask(from);
    yield* Items as T[];
    from = LastEvaluatedKey;
  } while (from);
}

export async function* grouped<T>(from: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const one of from) {
    group.push(one);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** How an index leads to a record: `job#{id}`, `upload#{id}`. */
export type Entry = { readonly pk: string };

/** The records behind the entries of an index, as they now are and in its order. */
export async function* recordsOf<T>(
  table: EngineTable,
  entries: AsyncIterable<Entry>,
  { request, size }: { readonly request: (id: string) => BatchGetRequest; readonly size: number },
): AsyncGenerator<T> {
  for await (const group of grouped(entries, size)) {
    const requests = group.map(({ pk }) => request(pk.slice(pk.indexOf('#') + 1)));
    const command = table
      .build(BatchGetCommand)
      .requests(...requests)
      .options({ consistent: true });
    const { Responses } = await execute({ maxAttempts: 5 }, command);
    yield* (Responses[0] as (T | undefined)[]).filter((record) => record !== undefined);
  }
}

/** One record more than asked for is looked at, so that the last page is known to be the last. */
export const pageOf = async <T extends { readonly id: string }>(
  records: AsyncIterable<T>,
  { limit, identity }: { readonly limit: number; readonly identity: unknown },
): Promise<Page<T>> => {
  const found: T[] = [];
  for await (const record of records) if (found.push(record) > limit) break;
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, cursor: last ? sealCursor(last.id, identity) : null };
};
