/** Copies within the media bucket, of which no byte comes here. */
export type MediaCopies = {
  /**
   * Copies every object below one prefix to below the other, with its media type; answers how many there were. Throws
   * `artifact.not-found` when one is gone by the time it is copied, and `artifact.frozen` when one must be restored first.
   * `before` is asked before each object, and each part of a large one: what it throws ends the copying.
   */
  readonly copyAll: (from: string, to: string, before?: () => Promise<void>) => Promise<number>;
};
