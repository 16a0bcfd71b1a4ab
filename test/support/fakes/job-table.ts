import * as z from 'zod';
import { openCursor, sealCursor } from '#shared/cursor.ts';
import { firstIdAt, lastIdAt } from '#shared/ids.ts';
import type { Job } from '#shared/job.ts';
import type { Transition } from '#shared/life-cycle.ts';
import type { Idempotency, JobQuery, JobTable, Page } from '#shared/ports/jobs.ts';
import { usedKeys } from './idempotency.ts';

type Memory = { readonly jobs: Map<string, Job>; readonly keys: ReturnType<typeof usedKeys> };

const latestFirst = (a: Job, b: Job): number => (a.id < b.id ? 1 : -1);
const byDueAt = (a: Job, b: Job): number => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1);
const withoutAbsent = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

const create = ({ jobs, keys }: Memory, job: Job, idempotency?: Idempotency): { job: Job; repeated: boolean } => {
  const used = idempotency && keys.first(job.owner, idempotency);
  const first = jobs.get(used ?? job.id);
  if (first) return { job: first, repeated: true };
  jobs.set(job.id, structuredClone(job));
  if (idempotency) keys.use(job.owner, idempotency, job.id);
  return { job, repeated: false };
};

const matches =
  ({ owner, states, kinds, since, until }: JobQuery) =>
  (job: Job): boolean =>
    (owner === undefined || (job.owner === owner && !job.parent)) &&
    (states?.includes(job.state) ?? true) &&
    (kinds?.includes(job.kind) ?? true) &&
    (since === undefined || job.id >= firstIdAt(new Date(since))) &&
    (until === undefined || job.id <= lastIdAt(new Date(until)));

const list = ({ jobs }: Memory, { cursor, limit, ...query }: JobQuery): Page<Job> => {
  const after = cursor === undefined ? undefined : openCursor(cursor, query, z.uuidv7());
  const all = [...jobs.values()].filter(matches({ ...query, limit })).sort(latestFirst);
  const rest = all.filter(({ id }) => after === undefined || id < after);
  const items = rest.slice(0, limit);
  const last = rest.length > limit ? items.at(-1) : undefined;
  return { items, cursor: last ? sealCursor(last.id, query) : null };
};

const apply = ({ jobs }: Memory, id: string, { from, attempt, dueAt, set }: Transition): Job | null => {
  const job = jobs.get(id);
  if (!job || !from.includes(job.state)) return null;
  if ((attempt ?? job.attempt) !== job.attempt || (dueAt ?? job.dueAt) !== job.dueAt) return null;
  const next = withoutAbsent({ ...job, ...structuredClone(set) });
  jobs.set(id, next);
  return next;
};

export const inMemoryJobTable = (clock: () => Date = () => new Date(), records: readonly Job[] = []): JobTable => {
  const memory: Memory = { jobs: new Map(records.map((job) => [job.id, job])), keys: usedKeys(clock) };
  const isDue = (now: Date) => (job: Job) => job.dueAt !== undefined && job.dueAt <= now.toISOString();
  const allDue = (now: Date): Job[] => [...memory.jobs.values()].filter(isDue(now)).sort(byDueAt);
  return {
    create: async (job, idempotency) => structuredClone(create(memory, job, idempotency)),
    get: async (id) => structuredClone(memory.jobs.get(id) ?? null),
    list: async (query) => structuredClone(list(memory, query)),
    apply: async (id, transition) => structuredClone(apply(memory, id, transition)),
    due: async (now, limit) => structuredClone(allDue(now).slice(0, limit)),
    eachDue: async function* (now) {
      for (const job of allDue(now)) yield structuredClone(job);
    },
  };
};
