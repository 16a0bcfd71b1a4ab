import type { ErrorCode } from '../errors.ts';

/** A turn at a site; whoever took it says how it went, so that a site that refuses is left in peace by all. */
export type Turn = {
  /**
   * Once, with what the run failed as, whosever fault it was; nothing when the site answered as it should. For how long
   * the site asked to be left in peace, if it did.
   */
  readonly end: (failedAs?: ErrorCode, retryAfterSeconds?: number) => Promise<void>;
};

/** Pace and circuit of each site, shared by all workers. A site is a registrable domain: `example.co.uk`. */
export type Sites = {
  /**
   * Waits until the site may be asked, for less than a minute; the signal ends the wait.
   * @throws `source.busy`, with how long to wait, when it may not be asked for longer than that: nothing was asked of it
   */
  readonly enter: (url: string, signal: AbortSignal) => Promise<Turn>;
};
