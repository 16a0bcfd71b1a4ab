import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { $remove } from 'dynamodb-toolbox/entity/actions/update/symbols';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import type { Job } from '../job.ts';
import type { Transition } from '../life-cycle.ts';
import type { JobTable } from '../ports/jobs.ts';
import { unless } from './client.ts';
import type { EngineTable } from './dynamo.ts';
import { createOnce } from './idempotency.ts';
import { asItem, dueBy, type JobEntity, jobEntity } from './job-entity.ts';
import { dueJobs, listJobs } from './job-lists.ts';

const refused = ['ConditionalCheckFailedException'];

const read = async (jobs: JobEntity, id: string): Promise<Job | null> => {
  const { Item } = await jobs.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return (Item as Job | undefined) ?? null;
};

const create = async (jobs: JobEntity, job: Job): Promise<{ job: Job; repeated: boolean }> => {
  const put = jobs
    .build(PutItemCommand)
    .item(asItem(job))
    .options({ condition: { attr: 'id', exists: false } });
  if (await unless(refused, null, put.send())) return { job, repeated: false };
  return { job: (await read(jobs, job.id)) ?? job, repeated: true };
};

/** `undefined` means "remove" in a transition; to the library it would mean "leave". */
const asUpdate = ({ set }: Transition) => {
  const due = 'dueAt' in set ? (set.dueAt ? dueBy(set.dueAt) : { dpk: undefined, dsk: undefined }) : {};
  const entries = Object.entries({ ...set, ...due });
  return Object.fromEntries(entries.map(([name, value]) => [name, value === undefined ? $remove() : value]));
};

const apply = async (jobs: JobEntity, id: string, transition: Transition): Promise<Job | null> => {
  const { from, attempt, dueAt } = transition;
  const inAttempt = attempt === undefined ? [] : [{ attr: 'attempt' as const, eq: attempt }];
  const stillDue = dueAt === undefined ? [] : [{ attr: 'dueAt' as const, eq: dueAt }];
  const update = jobs
    .build(UpdateAttributesCommand)
    .item({ ...asUpdate(transition), id })
    .options({
      returnValues: 'ALL_NEW',
      condition: { and: [{ attr: 'state', in: [...from] }, ...inAttempt, ...stillDue] },
    });
  const written = await unless(refused, null, update.send());
  return (written?.Attributes as Job | undefined) ?? null;
};

/** `clock` decides when an idempotency key has run out. */
export const jobTable = (table: EngineTable, clock: () => Date = () => new Date()): JobTable => {
  const jobs = jobEntity(table);
  return {
    create: (job, key) => (key ? createOnce({ table, jobs, read, clock }, job, key) : create(jobs, job)),
    get: (id) => read(jobs, id),
    list: (query) => listJobs(table, jobs, query),
    apply: (id, transition) => apply(jobs, id, transition),
    due: (now, limit) => dueJobs(table, jobs, now, limit),
  };
};
