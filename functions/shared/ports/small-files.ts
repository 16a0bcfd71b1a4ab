/** Text of the media bucket that is small enough to be read whole. */
export type SmallFiles = {
  /** Null when there is nothing (any more). */
  readonly read: (key: string) => Promise<string | null>;
};
