import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { $remove } from 'dynamodb-toolbox/entity/actions/update/symbols';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import type { Job } from '../job.ts';
import type { Transition } from '../life-cycle.ts';
import type { JobTable } from '../ports/jobs.ts';
import { unless } from './client.ts';
import type { EngineTable } from './dynamo.ts';
import { dueBy, type JobEntity, jobEntity } from './job-entity.ts';

const refused = ['ConditionalCheckFailedException'];

export const readJob = async (jobs: JobEntity, id: string): Promise<Job | null> => {
  const { Item } = await jobs.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return (Item as Job | undefined) ?? null;
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

/** The part of the job table that knows single records: what neither creates nor lists jobs has a smaller bundle. */
export const jobRecords = (
  table: EngineTable,
  jobs: JobEntity = jobEntity(table),
): Pick<JobTable, 'get' | 'apply'> => ({
  get: (id) => readJob(jobs, id),
  apply: (id, transition) => apply(jobs, id, transition),
});
