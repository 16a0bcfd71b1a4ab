import type { Job, JobKind, JobState, LogLine } from '../job.ts';
import type { Transition } from '../life-cycle.ts';

export type Page<T> = { readonly items: T[]; readonly cursor: string | null };

export type JobQuery = {
  /** Absent for all owners. */
  readonly owner?: string;
  readonly states?: readonly JobState[];
  readonly kinds?: readonly JobKind[];
  /** ISO instants, both inclusive. */
  readonly since?: string;
  readonly until?: string;
  /** Opaque; from the page before. */
  readonly cursor?: string;
  readonly limit: number;
};

/** A key that makes a request repeatable, and a hash of the request it stands for. */
export type Idempotency = {
  readonly key: string;
  readonly requestHash: string;
  /** Remembered for ever instead of for 24 h: events may come again long after. */
  readonly lasting?: boolean;
};

/** The job records. Reads are strongly consistent but for `list`, `due` and `eachDue`. */
export type JobTable = {
  /**
   * Writes the record once. The same idempotency key and hash gives the first job back;
   * with another hash it throws `idempotency.conflict`.
   */
  readonly create: (job: Job, idempotency?: Idempotency) => Promise<{ job: Job; repeated: boolean }>;
  readonly get: (id: string) => Promise<Job | null>;
  /** Newest first. */
  readonly list: (query: JobQuery) => Promise<Page<Job>>;
  /** The record as it now is, or null when the transition was refused. */
  readonly apply: (id: string, transition: Transition) => Promise<Job | null>;
  /** Records whose `dueAt` is not after `now`, earliest first. */
  readonly due: (now: Date, limit: number) => Promise<Job[]>;
  /** The same, minute by minute, and no more of them read than are asked for. */
  readonly eachDue: (now: Date) => AsyncIterable<Job>;
};

/** The log of a job, in the order written. */
export type JobLog = {
  readonly append: (job: string, lines: readonly LogLine[]) => Promise<void>;
  readonly page: (job: string, options: { readonly cursor?: string; readonly limit: number }) => Promise<Page<LogLine>>;
};

/** A step, in one attempt of its job. */
export type StepRun = { readonly job: string; readonly attempt: number; readonly step: string };

/** Results of finished steps, so that a retry or a second delivery goes on instead of starting over. */
export type Checkpoints = {
  readonly get: (job: string, step: string) => Promise<unknown>;
  /** False when it was refused: the step was not started in this attempt, or has been in a later one. */
  readonly put: (run: StepRun, result: unknown, maker?: string) => Promise<boolean>;
  /** Who made each result that is kept, as `put` was told; null of one that did not say. */
  readonly makers: (job: string) => Promise<readonly (string | null)[]>;
  /**
   * Counts a start of the step in this attempt; the new count. A step that is started too often is lost. Throws
   * `job.canceled` when a later attempt has started it.
   */
  readonly start: (run: StepRun) => Promise<number>;
  /** Takes back the start that was counted as `start`, since it failed at nothing; false when another came after it. */
  readonly giveBack: (run: StepRun, start: number) => Promise<boolean>;
  readonly clear: (job: string) => Promise<void>;
};
