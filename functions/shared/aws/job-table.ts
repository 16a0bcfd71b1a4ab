import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import type { Job } from '../job.ts';
import type { JobTable } from '../ports/jobs.ts';
import { unless } from './client.ts';
import type { EngineTable } from './dynamo.ts';
import { createOnce } from './idempotency.ts';
import { asItem, type JobEntity, jobEntity } from './job-entity.ts';
import { dueJobs, eachDueJob, listJobs } from './job-lists.ts';
import { jobRecords, readJob } from './job-record.ts';

const exists = ['ConditionalCheckFailedException'];
const isNew = { condition: { attr: 'id', exists: false } } as const;

const create = async (jobs: JobEntity, job: Job): Promise<{ job: Job; repeated: boolean }> => {
  const put = jobs.build(PutItemCommand).item(asItem(job)).options(isNew);
  if (await unless(exists, null, put.send())) return { job, repeated: false };
  return { job: (await readJob(jobs, job.id)) ?? job, repeated: true };
};

/** `clock` decides when an idempotency key has run out. */
export const jobTable = (table: EngineTable, clock: () => Date = () => new Date()): JobTable => {
  const jobs = jobEntity(table);
  const read = (id: string) => readJob(jobs, id);
  const put = (job: Job) => jobs.build(PutTransaction).item(asItem(job)).options(isNew);
  return {
    ...jobRecords(table, jobs),
    create: async (job, key) => {
      if (!key) return create(jobs, job);
      const { record, repeated } = await createOnce({ table, read, put, clock }, job, key);
      return { job: record, repeated };
    },
    list: (query) => listJobs(table, jobs, query),
    due: (now, limit) => dueJobs(table, jobs, now, limit),
    eachDue: (now) => eachDueJob(table, jobs, now),
  };
};
