import type { Job, JobError, JobState } from '../job.ts';

/** One of many addresses that were asked for together. */
export type BatchItem = {
  /** Its place among them, from 1. */
  readonly index: number;
  readonly url: string;
  /** Which of the items on that page, from 1, where they have no page of their own. */
  readonly item?: number;
  readonly title?: string;
  readonly playlist?: string;
  readonly playlistIndex?: number;
  /** Why nothing is begun for it. */
  readonly refused?: JobError;
};

/** From one place to another, both inclusive. */
export type Places = { readonly from: number; readonly to: number };

/** What belongs to a batch: kept apart from its record, which would not hold a thousand addresses. */
export type Batches = {
  /** The items in the order of their places, all of them; kept for 40 days. */
  readonly keep: (batch: string, items: readonly BatchItem[]) => Promise<void>;
  readonly items: (batch: string, places: Places) => Promise<BatchItem[]>;
  /** The children at these places as they now are; null where none has begun. */
  readonly children: (batch: string, places: Places) => Promise<(Job | null)[]>;
  /** How many children there are in each state, as of a moment ago. */
  readonly counts: (batch: string) => Promise<Partial<Record<JobState, number>>>;
};

/** Who waits for the end of a job: the task token of a step of its parent's workflow, kept for 40 days. */
export type Waiters = {
  readonly keep: (job: string, token: string) => Promise<void>;
  /** At most 100 at once, in the order asked. */
  readonly find: (jobs: readonly string[]) => Promise<(string | null)[]>;
  /** Unless another waits for it by now. */
  readonly forget: (job: string, token: string) => Promise<void>;
};
