import * as z from 'zod';
import { EngineError } from '#shared/errors.ts';
import type { GuardRules } from '#shared/guard/judge-url.ts';
import type { Job } from '#shared/job.ts';
import { accompany } from '#shared/life-cycle.ts';
import type { Batches } from '#shared/ports/batches.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { type Address, itemsOf } from '../batch-items.ts';
import { batchJob } from '../batch-schema.ts';
import type { Step } from './schema.ts';

export type ListPorts = {
  readonly jobs: Pick<JobTable, 'get' | 'apply' | 'list'>;
  readonly batches: Pick<Batches, 'keep'>;
  readonly media: Pick<MediaStore, 'read'>;
  readonly guardRules: GuardRules;
  /** How many items of one owner are fetched at once, of all batches together. */
  readonly itemsAtOnce: number;
};

const address = z.object({
  url: z.string(),
  item: z.int().positive().optional(),
  title: z.string().optional(),
  playlist: z.string().optional(),
  playlistIndex: z.int().positive().optional(),
});

const addressesAt = async (listing: string, { media }: ListPorts): Promise<Address[]> => {
  const read = await media.read(listing);
  if (!read) throw new EngineError('internal', 'the list that was read is gone');
  return z
    .array(address)
    .min(1)
    .parse(JSON.parse(Buffer.from(read).toString())) as Address[];
};

/** What belongs to the batch, once and for all: a later attempt fetches the same. */
const settle = async ({ id }: Job, { found }: Step<'list'>, ports: ListPorts): Promise<NonNullable<Job['batch']>> => {
  if (found.listing === undefined) throw new EngineError('internal', 'a batch has neither addresses nor a list');
  const items = itemsOf(await addressesAt(found.listing, ports), ports.guardRules);
  await ports.batches.keep(id, items);
  return { items: items.length, refused: items.filter(({ refused }) => refused).length };
};

/** What is left of the owner's share: other batches that run were given theirs. */
const shareOf = async ({ id, owner, request }: Job, ports: ListPorts): Promise<number> => {
  const { items } = await ports.jobs.list({ owner, kinds: ['batch'], states: ['running'], limit: 100 });
  const others = items.filter((other) => other.id !== id);
  const taken = others.reduce((sum, { batch }) => sum + (batch?.atOnce ?? 0), 0);
  return Math.max(1, Math.min(batchJob.parse(request).concurrency, ports.itemsAtOnce - taken));
};

export type Listed = { readonly count: number; readonly atOnce: number };

/** Writes down what belongs to the batch, and says how many items there are and how many are fetched at once. */
export const listItems = async (step: Step<'list'>, now: Date, ports: ListPorts): Promise<Listed> => {
  const job = await ports.jobs.get(step.job);
  if (job?.state !== 'running' || job.attempt !== step.attempt)
    throw new EngineError('job.canceled', 'the batch is over or goes on elsewhere');
  const atOnce = await shareOf(job, ports);
  const batch = { ...(job.batch ?? (await settle(job, step, ports))), atOnce };
  const { title } = step.found;
  const isNamed = batchJob.parse(job.request).name !== undefined;
  const { set, ...when } = accompany(job.attempt, 0, now);
  const name = title && !isNamed ? { name: title.slice(0, 200) } : {};
  const written = await ports.jobs.apply(job.id, { ...when, set: { ...set, ...name, batch } });
  if (!written) throw new EngineError('job.canceled', 'the batch is over or goes on elsewhere');
  return { count: batch.items, atOnce };
};
