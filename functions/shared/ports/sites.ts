import type { ErrorCode } from '../errors.ts';

/** A turn at a site; whoever took it says how it went, so that a site that refuses is left in peace by all. */
export type Turn = {
  /** Once; `undefined` when the site answered as it should. */
  readonly end: (refusedAs?: ErrorCode) => Promise<void>;
};

/** Pace and circuit of each site, shared by all workers. A site is a registrable domain: `example.co.uk`. */
export type Sites = {
  /**
   * Waits until the site may be asked again.
   * @throws `source.rate-limited` or `source.blocked`, with how long to wait, while the circuit of the site is open
   */
  readonly enter: (url: string, signal: AbortSignal) => Promise<Turn>;
};
