import type { Asked, ClosedSite, TurnEnd } from '../ports/turns.ts';
import { afterTurn, answering, type Circuit, duringTurn } from './circuit.ts';
import { keptTurn, livingTurns, longestWaitMs, nextStart, type Pace, unpaced, withoutTurn, withTurn } from './pace.ts';
import type { SiteRule } from './site-rules.ts';

/** All that is remembered of a site. */
export type SiteState = { readonly pace: Pace; readonly circuit: Circuit };

export const unknownSite: SiteState = { pace: unpaced, circuit: answering };

/** A new state, or the very one that was given when nothing is to be written, and the answer. */
type Decided = { readonly state: SiteState; readonly asked: Asked };

type Asking = { readonly turn: string; readonly now: number };

/** How soon to ask again when nobody can say when a turn will be over. */
const soonMs = 2000;

const notNow = (state: SiteState, why: 'busy' | 'paced' | 'closed', waitMs: number): Decided => ({
  state,
  asked: { taken: false, waitMs, why },
});

const givenTurn = (state: SiteState, { turn, now }: Asking, rule: SiteRule): Decided => {
  const { pace, circuit } = state;
  const start = nextStart(pace, now, rule);
  if (start - now > longestWaitMs) return notNow(state, 'paced', start - now);
  return {
    state: {
      pace: withTurn({ ...pace, turns: livingTurns(pace, now) }, turn, start, rule),
      circuit: circuit.closed ? { ...circuit, probe: { turn, since: start } } : circuit,
    },
    asked: { taken: true, waitMs: start - now },
  };
};

/** Whether a turn is to be had. A closed site is tried by one turn at a time once its time is over. */
export const askTurn = (state: SiteState, asking: Asking, rule: SiteRule): Decided => {
  const { pace, circuit } = state;
  const { now } = asking;
  const living = livingTurns(pace, now);
  if (circuit.closed) {
    if (now < circuit.closed.until) return notNow(state, 'closed', circuit.closed.until - now);
    if (living.some(({ turn }) => turn === circuit.probe?.turn)) return notNow(state, 'closed', soonMs);
  }
  if (living.length >= rule.atOnce) return notNow(state, 'busy', soonMs);
  return givenTurn(state, asking, rule);
};

export const keepTurn = ({ pace, circuit }: SiteState, { turn, now }: Asking): SiteState => ({
  pace: keptTurn(pace, turn, now),
  circuit: duringTurn(circuit, turn, now),
});

export const endTurn = (
  { pace, circuit }: SiteState,
  ended: Asking & TurnEnd & { readonly chance: number },
  rule: SiteRule,
): SiteState => ({ pace: withoutTurn(pace, ended.turn), circuit: afterTurn(circuit, ended, rule) });

/** Null of a site that answers. */
export const closedSite = (site: string, { circuit: { closed, times } }: SiteState): ClosedSite | null =>
  closed ? { site, refusedAs: closed.refusedAs, until: new Date(closed.until).toISOString(), times } : null;

/** From then on nothing would be lost if it were forgotten. */
export const forgettableAt = ({ pace, circuit }: SiteState): number => {
  const times = [pace.next, circuit.closed?.until ?? 0, ...pace.turns.map(({ until }) => until)];
  return Math.max(...times) + 24 * 60 * 60_000;
};
