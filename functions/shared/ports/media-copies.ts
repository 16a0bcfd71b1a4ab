/** Copies within the media bucket, of which no byte comes here. */
export type MediaCopies = {
  /**
   * Copies every object below one prefix to below the other, with its media type; answers how many there were. Throws
   * `artifact.not-found` when one is gone by the time it is copied, and `artifact.frozen` when one must be restored first.
   */
  readonly copyAll: (from: string, to: string) => Promise<number>;
};
