import type { SiteRule } from './site-rules.ts';

/** Who is at a site and when the next may begin; times in milliseconds since 1970. */
export type Pace = {
  readonly turns: readonly { readonly turn: string; readonly until: number }[];
  /** When a turn would begin if all of them kept the usual distance. */
  readonly next: number;
};

/** Who does not keep a turn for so long is gone: its worker died. */
export const leaseMs = 90_000;
/** A turn that would begin later than this is not given out: whoever wants it asks again. */
export const longestWaitMs = 45_000;

export const unpaced: Pace = { turns: [], next: 0 };

export const livingTurns = ({ turns }: Pace, now: number): Pace['turns'] => turns.filter(({ until }) => until > now);

/**
 * When the next turn may begin, at the pace of the rule: a virtual schedule (ITU-T I.371, "GCRA") that lets as many
 * begin together as may be there at once. Any span of time has no more beginnings than that and its share of the pace.
 */
export const nextStart = ({ next }: Pace, now: number, { perMinute, atOnce }: SiteRule): number =>
  Math.max(now, next - ((atOnce - 1) * 60_000) / perMinute);

export const withTurn = (pace: Pace, turn: string, start: number, { perMinute }: SiteRule): Pace => ({
  turns: [...pace.turns, { turn, until: start + leaseMs }],
  next: Math.max(pace.next, start) + 60_000 / perMinute,
});

export const keptTurn = (pace: Pace, turn: string, now: number): Pace => ({
  ...pace,
  turns: pace.turns.map((one) => (one.turn === turn ? { turn, until: now + leaseMs } : one)),
});

export const withoutTurn = (pace: Pace, turn: string): Pace => ({
  ...pace,
  turns: pace.turns.filter((one) => one.turn !== turn),
});
