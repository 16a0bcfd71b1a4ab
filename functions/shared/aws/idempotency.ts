import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import {
  type ExecuteTransactWriteInput,
  type ExecuteTransactWriteOptions,
  execute,
} from 'dynamodb-toolbox/entity/actions/transactWrite';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { EngineError } from '../errors.ts';
import type { Idempotency } from '../ports/jobs.ts';
import { unless } from './client.ts';
import { type EngineTable, isGone, secondsOf } from './dynamo.ts';

const keptSeconds = 24 * 60 * 60;
/** Tries after another transaction held the same key; each holds it for milliseconds. */
const tries = 8;

/** DynamoDB's limit of a partition key, in bytes. */
const longestKey = 2048;

/** An object's key with its owner, which is part of it, would not fit: what is too long is known by its hash. */
const partitionOf = (owner: string, key: string): string => {
  const plain = `idem#${owner}#${key}`;
  if (Buffer.byteLength(plain) <= longestKey) return plain;
  return `idem#${createHash('sha256').update(plain).digest('hex')}`;
};

const idempotencyEntity = (table: EngineTable) =>
  new Entity({
    name: 'idempotency',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      owner: string().key(),
      key: string().key(),
      /** Id of what was made; jobs were the first to be. */
      made: string().savedAs('job'),
      requestHash: string(),
      ttl: number().optional(),
    }),
    computeKey: ({ owner, key }: { owner: string; key: string }) => ({ pk: partitionOf(owner, key), sk: 'idem' }),
  });
type KeyEntity = ReturnType<typeof idempotencyEntity>;

type Made = { readonly id: string; readonly owner: string };
type PutRecord = Exclude<ExecuteTransactWriteInput[number], ExecuteTransactWriteOptions>;

/** What a key stands for: how its record is read, and written as a part of the transaction. */
type Rim<T extends Made> = {
  readonly table: EngineTable;
  readonly read: (id: string) => Promise<T | null>;
  readonly put: (record: T) => PutRecord;
  readonly clock: () => Date;
};
type Created<T> = { readonly record: T; readonly repeated: boolean };

/** Writes the key and the record in one transaction, or gives what the key already stands for. */
export const createOnce = async <T extends Made>(
  rim: Rim<T>,
  record: T,
  idempotency: Idempotency,
): Promise<Created<T>> => {
  const keys = idempotencyEntity(rim.table);
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    if (await wroteBoth(keys, rim, record, idempotency)) return { record, repeated: false };
    const first = await firstOf(keys, rim, record.owner, idempotency);
    if (first) return { record: first, repeated: true };
    await wait(Math.random() * 25 * 2 ** attempt);
  }
  throw new EngineError('service.unavailable', 'the idempotency key was held by another request');
};

/** Id of what a key of the owner stands for. */
export const madeBy = async (table: EngineTable, owner: string, key: string): Promise<string | null> =>
  (await readKey(idempotencyEntity(table), owner, key))?.made ?? null;

const wroteBoth = async <T extends Made>(
  keys: KeyEntity,
  { put, clock }: Rim<T>,
  record: T,
  { key: name, requestHash, lasting }: Idempotency,
) => {
  const now = secondsOf(clock());
  const key = keys
    .build(PutTransaction)
    .item({ owner: record.owner, key: name, made: record.id, requestHash, ...(!lasting && { ttl: now + keptSeconds }) })
    .options({
      condition: {
        or: [
          { attr: 'made', exists: false },
          { attr: 'ttl', lte: now },
        ],
      },
    });
  return (await unless(['TransactionCanceledException'], null, execute(key, put(record)))) !== null;
};

const readKey = async (keys: KeyEntity, owner: string, key: string) =>
  (await keys.build(GetItemCommand).key({ owner, key }).options({ consistent: true }).send()).Item;

const firstOf = async <T extends Made>(
  keys: KeyEntity,
  { read, clock }: Rim<T>,
  owner: string,
  { key, requestHash }: Idempotency,
) => {
  const found = await readKey(keys, owner, key);
  if (!found || isGone(found, clock())) return null;
  if (found.requestHash === requestHash) return read(found.made);
  throw new EngineError('idempotency.conflict', 'send a new key for a new request', { field: 'Idempotency-Key' });
};
