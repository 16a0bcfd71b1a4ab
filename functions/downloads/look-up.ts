import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { Caller } from '#shared/caller.ts';
import { EngineError, isErrorCode } from '#shared/errors.ts';
import { type Job, viewJob } from '#shared/job.ts';
import { isLive } from '#shared/life-cycle.ts';
import type { SmallFiles } from '#shared/ports/small-files.ts';
import { accepted, ok, type Reply } from '#shared/route.ts';
import type { JobOrder } from '#shared/start-job.ts';
import type { LookJob } from './look-schema.ts';
import { type AskPorts, mayAsk } from './may-ask.ts';
import { nameOf } from './order.ts';
import { ageOf, type SamePorts, sameOrNewSettled, stillServes } from './same-or-new.ts';

/** For how long what a site said stands for the site. */
export type Freshness = { readonly itemSeconds: number; readonly listSeconds: number };

export type LookUpPorts = SamePorts & AskPorts & { readonly files: SmallFiles; readonly looks: Freshness };

type Asking = {
  readonly caller: Pick<Caller, 'owner'>;
  readonly now: Date;
  readonly waitSeconds: number;
  /** Whether the site itself is to be asked. */
  readonly fresh: boolean;
};

/** Answers go an hour later, whether they are asked for again or not. */
const retentionSeconds = 3600;

const orderOf = (request: LookJob, owner: string): JobOrder => ({
  ...{ kind: 'look', owner, name: nameOf(request.url), request, retentionSeconds },
});

/** What one owner sees is no other's: it may hang on cookies. */
export const keyOf = (kind: string, owner: string, request: unknown): string =>
  `${kind} ${createHash('sha256')
    .update(JSON.stringify([owner, request]))
    .digest('hex')}`;

/** What a job failed of, as the refusal of the request that asked for it. */
export const refusalOf = ({ state, error }: Job): EngineError =>
  error && isErrorCode(error.code)
    ? new EngineError(error.code, error.message, error.field === undefined ? {} : { field: error.field })
    : new EngineError('job.canceled', `the job is ${state}`);

const answerOf = async <S extends z.ZodType>({ artifacts: [file] }: Job, shape: S, { files }: LookUpPorts) => {
  const text = file && (await files.read(file.key));
  const read = shape.safeParse(text ? JSON.parse(text) : null);
  return read.success ? read.data : null;
};

type Looked<T> = {
  readonly job: Job;
  /** How many seconds ago the site said so; null for just now. */
  readonly age: number | null;
  /** Null while the site is still asked. */
  readonly answer: T | null;
};

const lookFor = async <S extends z.ZodType>(
  request: LookJob,
  shape: S,
  { caller: { owner }, now, waitSeconds, fresh }: Asking,
  ports: LookUpPorts,
): Promise<Looked<z.output<S>>> => {
  const freshSeconds = ports.looks[request.what === 'item' ? 'itemSeconds' : 'listSeconds'];
  const serves = (job: Job) => (fresh ? isLive(job) : stillServes(job, now, freshSeconds));
  const wanted = { key: keyOf('look', owner, request), order: orderOf(request, owner), serves };
  const { found, job } = await sameOrNewSettled(wanted, { now, waitSeconds }, ports);
  const age = isLive(found) ? null : ageOf(found, now);
  if (isLive(job)) return { job, age, answer: null };
  if (job.state !== 'succeeded') throw refusalOf(job);
  const answer = await answerOf(job, shape, ports);
  if (answer !== null) return { job, age, answer };
  if (age === null) throw new EngineError('internal', `the look ${job.id} left nothing that can be read`);
  // it has just gone, or is of an earlier version
  return lookFor(request, shape, { caller: { owner }, now, waitSeconds, fresh: true }, ports);
};

type Wanted<S extends z.ZodType> = {
  readonly request: LookJob;
  readonly shape: S;
  readonly show: (answer: z.output<S>) => object;
};

/**
 * What a site says of an address: what it said a while ago, else a job asks it, which all who ask the same meanwhile
 * wait for. Where that takes longer than they do, they get the job, and its answer when they ask again.
 */
export const lookUp = async <S extends z.ZodType>(
  { request, shape, show }: Wanted<S>,
  asking: Asking,
  ports: LookUpPorts,
): Promise<Reply> => {
  const url = await mayAsk(request, { owner: asking.caller.owner, now: asking.now }, ports);
  const { job, age, answer } = await lookFor({ ...request, url }, shape, asking, ports);
  if (answer === null) return accepted(viewJob(job), `/api/v1/jobs/${job.id}`);
  return ok({ ...show(answer), cached: age !== null }, age === null ? {} : { age: String(age) });
};
