import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import type { Job } from '../job.ts';
import type { JobTable } from '../ports/jobs.ts';
import { unless } from './client.ts';
import type { EngineTable } from './dynamo.ts';
import { createOnce } from './idempotency.ts';
import { asItem, type JobEntity, jobEntity } from './job-entity.ts';
import { dueJobs, listJobs } from './job-lists.ts';
import { jobRecords, readJob } from './job-record.ts';

const exists = ['ConditionalCheckFailedException'];

const create = async (jobs: JobEntity, job: Job): Promise<{ job: Job; repeated: boolean }> => {
  const put = jobs
    .build(PutItemCommand)
    .item(asItem(job))
    .options({ condition: { attr: 'id', exists: false } });
  if (await unless(exists, null, put.send())) return { job, repeated: false };
  return { job: (await readJob(jobs, job.id)) ?? job, repeated: true };
};

/** `clock` decides when an idempotency key has run out. */
export const jobTable = (table: EngineTable, clock: () => Date = () => new Date()): JobTable => {
  const jobs = jobEntity(table);
  return {
    ...jobRecords(table, jobs),
    create: (job, key) => (key ? createOnce({ table, jobs, read: readJob, clock }, job, key) : create(jobs, job)),
    list: (query) => listJobs(table, jobs, query),
    due: (now, limit) => dueJobs(table, jobs, now, limit),
  };
};
