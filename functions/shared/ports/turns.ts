import type { ErrorCode } from '../errors.ts';

/** What became of asking for a turn. Times are spans, since clocks of machines differ. */
export type Asked =
  /** The turn is taken and begins after `waitMs`; it is lost again unless it is kept. */
  | { readonly taken: true; readonly waitMs: number }
  /** `busy`: as many turns as there may be; `paced`: too many were asked for lately; `closed`: the site refuses. */
  | { readonly taken: false; readonly waitMs: number; readonly why: 'busy' | 'paced' | 'closed' };

export type TurnEnd = { readonly failedAs?: ErrorCode | undefined; readonly retryAfterSeconds?: number | undefined };

/** A site that is left in peace. */
export type ClosedSite = {
  readonly site: string;
  /** As what it refused. */
  readonly refusedAs: ErrorCode;
  /** ISO instant; from then on one turn tries whether it answers again. */
  readonly until: string;
  /** How often it was closed since it last answered. */
  readonly times: number;
};

/** Who is at which site, for all workers. A turn is named by whoever takes it, and ends by itself when it is not kept. */
export type Turns = {
  readonly ask: (site: string, turn: string) => Promise<Asked>;
  /** To be called every half a minute. */
  readonly keep: (site: string, turn: string) => Promise<void>;
  readonly end: (site: string, turn: string, end: TurnEnd) => Promise<void>;
};

export type ClosedSites = { readonly closed: () => Promise<readonly ClosedSite[]> };
