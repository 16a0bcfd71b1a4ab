/** By which each named series grows; below nothing for one that shrinks. */
export type Increments = Readonly<Record<string, number>>;

/** Sums that every process of the installation adds to. Reads may lag behind by a second. */
export type Counters = {
  readonly add: (more: Increments) => Promise<void>;
  /** Adds with the event or not at all: one that is delivered twice within two weeks counts once. */
  readonly addOnce: (event: string, more: Increments) => Promise<void>;
  readonly read: () => Promise<ReadonlyMap<string, number>>;
};
