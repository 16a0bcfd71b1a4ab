import type { Artifact } from './artifact.ts';
import { EngineError } from './errors.ts';
import type { Job, JobError, JobProgress, JobState } from './job.ts';
import type { Progress, Told } from './operation.ts';

/**
 * A conditional write of a job record: `set` is written only while the record is in one of `from` and, where they
 * are named, in that `attempt` and due at that very `dueAt`. A field set to `undefined` is removed. A refused write
 * is an answer, not an error.
 */
export type Transition = {
  readonly from: readonly JobState[];
  readonly attempt?: number;
  readonly dueAt?: string;
  readonly set: Partial<Job>;
};

export const live: readonly JobState[] = ['queued', 'running'];
export const isLive = ({ state }: Pick<Job, 'state'>): boolean => live.includes(state);

/** Work that makes no progress for this long is given up by the worker that does it. */
const stallSeconds = 10 * 60;
/** Of a step that says nothing for longer, the worker is gone: nobody does it, and it waits for another. */
export const silenceSeconds = stallSeconds + 60;
/** An operation may wait this long for a worker; SQS keeps a message in flight no longer either. */
export const waitSeconds = 12 * 60 * 60;

/** A queued job whose execution has not begun by then is started again. */
export const startSeconds = 60;

const after = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

/** The transition, unless the record's time was moved since it was read: a sign of life, a retry, a new retention. */
export const unlessMoved = ({ dueAt }: Job, transition: Transition): Transition => ({
  ...transition,
  ...(dueAt !== undefined && { dueAt }),
});

const waiting = 'waiting';

/** The workflow has begun; until a worker takes the first step, only waiting is to be expected. */
export const begin = (attempt: number, now: Date): Transition => ({
  from: live,
  attempt,
  set: {
    state: 'running',
    startedAt: now.toISOString(),
    progress: { stage: waiting, at: now.toISOString() },
    dueAt: after(now, waitSeconds),
  },
});

/** A sign of life. That it is refused is how a worker learns of a cancel. */
export const mark = (attempt: number, progress: Progress, now: Date): Transition => ({
  from: ['running'],
  attempt,
  set: { progress: seen(progress, now), dueAt: after(now, silenceSeconds) },
});

const seen = ({ percent, ...progress }: Progress, now: Date): JobProgress => ({
  ...progress,
  at: now.toISOString(),
  ...(percent !== undefined && { percent: Math.round(Math.min(100, Math.max(0, percent)) * 10) / 10 }),
});

/** Why nobody works on it now, and for how long at the least. */
export type Delay = { readonly why: string; readonly seconds: number };

type LetGo = {
  readonly percent?: number | undefined;
  readonly told?: Told | undefined;
  readonly delay?: Delay | undefined;
};

/** A step is done or will be tried again: nobody works until another worker, function or container takes over. */
export const handOver = (attempt: number, { percent, told, delay }: LetGo, now: Date): Transition => ({
  from: ['running'],
  attempt,
  set: {
    ...told,
    progress: {
      ...seen({ stage: waiting, ...(percent !== undefined && { percent }) }, now),
      ...(delay && { why: delay.why, until: after(now, delay.seconds) }),
    },
    dueAt: after(now, waitSeconds),
  },
});

export type Outcome = { readonly artifacts: Artifact[]; readonly notes: string[] };

export const succeed = (job: Job, { artifacts, notes }: Outcome, now: Date): Transition => {
  const expiresAt = job.retentionSeconds === null ? undefined : after(now, job.retentionSeconds);
  return {
    from: ['running'],
    attempt: job.attempt,
    set: {
      state: 'succeeded',
      artifacts,
      notes,
      endedAt: now.toISOString(),
      progress: { percent: 100, stage: 'done', at: now.toISOString() },
      expiresAt,
      dueAt: expiresAt,
    },
  };
};

/** A failed job keeps its checkpoints for as long as it can be retried. */
const retryWindowSeconds = 7 * 24 * 60 * 60;

export const fail = (attempt: number, error: JobError, now: Date): Transition => ({
  from: live,
  attempt,
  set: { state: 'failed', error, endedAt: now.toISOString(), dueAt: after(now, retryWindowSeconds) },
});

/** A worker may write for a moment yet; its files go when it has surely heard. */
const hearingSeconds = 60;

export const cancel = (now: Date): Transition => ({
  from: live,
  set: { state: 'canceled', endedAt: now.toISOString(), dueAt: after(now, hearingSeconds) },
});

/** Once its time has come, or its owner has given it up, its files go, and with them what a retry would go on from. */
export const canRetry = ({ state, dueAt }: Job, now: Date): boolean =>
  state === 'failed' && dueAt !== undefined && dueAt > now.toISOString();

/** Somebody is about to go on from it: whoever read it before may not, and its window begins anew. */
export const holdForRetry = (job: Job, now: Date): Transition => ({
  from: ['failed'],
  attempt: job.attempt,
  set: { dueAt: after(now, retryWindowSeconds) },
});

/** From `failed` by a caller's retry, or from live when the engine lost the execution in a restart. */
export const requeue = (job: Job, now: Date): Transition => ({
  from: ['failed', ...live],
  attempt: job.attempt,
  set: {
    state: 'queued',
    attempt: job.attempt + 1,
    error: undefined,
    timings: undefined,
    queuedAt: now.toISOString(),
    startedAt: undefined,
    endedAt: undefined,
    progress: { stage: 'queued', at: now.toISOString() },
    dueAt: after(now, startSeconds),
  },
});

/** By a caller's wish. Of a batch, which may have ended well all the same, those items are begun again that failed. */
export const retry = (job: Job, now: Date): Transition => {
  const { set, ...when } = requeue(job, now);
  if (!job.batch) return { ...when, set };
  const batch = { ...job.batch, retriedAt: now.toISOString() };
  return { ...when, from: ['failed', 'succeeded'], set: { ...set, batch, notes: [] } };
};

/** It was started, perhaps again, and has as long as at first to begin. */
export const awaitStart = (job: Job, now: Date): Transition => ({
  from: ['queued'],
  attempt: job.attempt,
  set: { dueAt: after(now, startSeconds) },
});

const gone: Transition['set'] = { state: 'expired', artifacts: [], expiresAt: undefined };

/** Gives up a job's files, by its owner's wish or because their time has come; the record stays. */
export const discard = (job: Job, now: Date): Transition => ({
  from: [job.state],
  attempt: job.attempt,
  set: { ...(job.state === 'succeeded' && gone), dueAt: now.toISOString() },
});

/** At its owner's word, a job with children goes however it ended: by its new state they learn that theirs go too. */
export const remove = (job: Job, now: Date): Transition => {
  const { set, ...when } = discard(job, now);
  return { ...when, set: { ...set, ...(job.kind === 'batch' && gone) } };
};

/** Nothing more is owed to it. */
export const settled = (job: Job): Transition => ({
  from: [job.state],
  attempt: job.attempt,
  set: { dueAt: undefined },
});

/** Keeps the files for `seconds` from now; null keeps them until they are deleted. */
export const retain = (seconds: number | null, now: Date): Transition => {
  const expiresAt = seconds === null ? undefined : after(now, seconds);
  return { from: ['succeeded'], set: { retentionSeconds: seconds, expiresAt, dueAt: expiresAt } };
};

/** Whether work has come to a halt whose last progress was at `since`. */
export const hasStalled = (since: Date, now: Date): boolean => now.getTime() - since.getTime() > stallSeconds * 1000;

/** Why work is given up that has come to a halt. */
export const stalled = (stage: string): EngineError =>
  new EngineError('worker.stalled', `no progress for ${stallSeconds / 60} minutes at "${stage}"`);

/** Why a job is over that waited in vain. */
export const unclaimed: JobError = {
  code: 'worker.stalled',
  message: `nothing took up the work within ${waitSeconds / 3600} hours`,
};

/** How often it is looked whether a job with children has heard of all that have ended. */
const tendSeconds = 10 * 60;

/** Children are at work: what they do is a sign of life of their parent. */
export const accompany = (attempt: number, percent: number, now: Date): Transition => ({
  from: ['running'],
  attempt,
  set: { progress: seen({ stage: 'fetching', percent }, now), dueAt: after(now, tendSeconds) },
});

/** What the sweeper owes a record whose `dueAt` has come. */
export const whatIsDue = ({
  state,
  progress,
  batch,
}: Job): 'start-again' | 'tend' | 'wait-again' | 'unclaimed' | 'clean' => {
  if (state === 'queued') return 'start-again';
  if (state !== 'running') return 'clean';
  if (batch) return 'tend';
  return progress.stage === waiting ? 'unclaimed' : 'wait-again';
};
