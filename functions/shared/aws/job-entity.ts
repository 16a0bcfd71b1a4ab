import { Entity } from 'dynamodb-toolbox/entity';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import type { Job } from '../job.ts';
import type { EngineTable } from './dynamo.ts';

const kept = <T>() => any().castAs<T>();

/** The shape is `job.ts`'s; here are only its keys. What is nested is written whole, never merged. */
export const jobEntity = (table: EngineTable) =>
  new Entity({
    name: 'job',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      id: string().key(),
      kind: kept<Job['kind']>(),
      owner: string(),
      name: string(),
      state: kept<Job['state']>(),
      attempt: number(),
      request: kept<Job['request']>(),
      progress: kept<Job['progress']>(),
      artifacts: kept<Job['artifacts']>(),
      notes: kept<Job['notes']>(),
      error: kept<Job['error']>().optional(),
      parent: kept<Job['parent']>().optional(),
      batch: kept<Job['batch']>().optional(),
      email: string().optional(),
      webhook: string().optional(),
      createdAt: string(),
      queuedAt: string().optional(),
      startedAt: string().optional(),
      endedAt: string().optional(),
      timings: kept<Job['timings']>().optional(),
      ytDlp: string().optional(),
      cached: kept<Job['cached']>().optional(),
      retentionSeconds: kept<Job['retentionSeconds']>(),
      expiresAt: string().optional(),
      dueAt: string().optional(),
      hpk: string().optional().hidden(),
      apk: string().optional().hidden(),
      hsk: string().optional().hidden(),
      dpk: string().optional().hidden(),
      dsk: string().optional().hidden(),
    }),
    computeKey: ({ id }: { id: string }) => ({ pk: `job#${id}`, sk: 'job' }),
  });
export type JobEntity = ReturnType<typeof jobEntity>;

/** Puts a record before the sweeper: `dueAt` cut to the minute. */
export const dueBy = (dueAt: string) => ({ dpk: 'due', dsk: dueAt.slice(0, 16) });

/** Where the children of a job are listed, and not among what their owner has asked for. */
export const childrenOf = (parent: string): string => `children#${parent}`;

/** A new record with the keys that put it into the lists. */
export const asItem = (job: Job) => ({
  ...job,
  hpk: job.parent ? childrenOf(job.parent.id) : `jobs#${job.owner}`,
  apk: 'jobs',
  hsk: job.id,
  ...(job.dueAt !== undefined && dueBy(job.dueAt)),
});
