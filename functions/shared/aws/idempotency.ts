import { setTimeout as wait } from 'node:timers/promises';
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { execute } from 'dynamodb-toolbox/entity/actions/transactWrite';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { EngineError } from '../errors.ts';
import type { Job } from '../job.ts';
import type { Idempotency } from '../ports/jobs.ts';
import { unless } from './client.ts';
import { type EngineTable, isGone, secondsOf } from './dynamo.ts';
import { asItem, type JobEntity } from './job-entity.ts';

const keptSeconds = 24 * 60 * 60;
/** Tries after another transaction held the same key; each holds it for milliseconds. */
const tries = 8;

const idempotencyEntity = (table: EngineTable) =>
  new Entity({
    name: 'idempotency',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      owner: string().key(),
      key: string().key(),
      job: string(),
      requestHash: string(),
      ttl: number().optional(),
    }),
    computeKey: ({ owner, key }: { owner: string; key: string }) => ({ pk: `idem#${owner}#${key}`, sk: 'idem' }),
  });
type KeyEntity = ReturnType<typeof idempotencyEntity>;

type Rim = {
  readonly table: EngineTable;
  readonly jobs: JobEntity;
  readonly read: (jobs: JobEntity, id: string) => Promise<Job | null>;
  readonly clock: () => Date;
};
type Created = { readonly job: Job; readonly repeated: boolean };

/** Writes the key and the record in one transaction, or gives what the key already stands for. */
export const createOnce = async (rim: Rim, job: Job, idempotency: Idempotency): Promise<Created> => {
  const keys = idempotencyEntity(rim.table);
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    if (await wroteBoth(keys, rim, job, idempotency)) return { job, repeated: false };
    const first = await firstOf(keys, rim, job.owner, idempotency);
    if (first) return { job: first, repeated: true };
    await wait(Math.random() * 25 * 2 ** attempt);
  }
  throw new EngineError('service.unavailable', 'the idempotency key was held by another request');
};

const wroteBoth = async (
  keys: KeyEntity,
  { jobs, clock }: Rim,
  job: Job,
  { key: name, requestHash, lasting }: Idempotency,
) => {
  const now = secondsOf(clock());
  const key = keys
    .build(PutTransaction)
    .item({ owner: job.owner, key: name, job: job.id, requestHash, ...(!lasting && { ttl: now + keptSeconds }) })
    .options({
      condition: {
        or: [
          { attr: 'job', exists: false },
          { attr: 'ttl', lte: now },
        ],
      },
    });
  const record = jobs
    .build(PutTransaction)
    .item(asItem(job))
    .options({ condition: { attr: 'id', exists: false } });
  return (await unless(['TransactionCanceledException'], null, execute(key, record))) !== null;
};

const firstOf = async (
  keys: KeyEntity,
  { jobs, read, clock }: Rim,
  owner: string,
  { key, requestHash }: Idempotency,
) => {
  const { Item } = await keys.build(GetItemCommand).key({ owner, key }).options({ consistent: true }).send();
  if (!Item || isGone(Item, clock())) return null;
  if (Item.requestHash === requestHash) return read(jobs, Item.job);
  throw new EngineError('idempotency.conflict', 'send a new key for a new request', { field: 'Idempotency-Key' });
};
