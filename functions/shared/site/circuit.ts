import type { ErrorCode } from '../errors.ts';
import type { TurnEnd } from '../ports/turns.ts';
import type { SiteRule } from './site-rules.ts';

/** How a site has answered lately; times in milliseconds since 1970. */
export type Circuit = {
  /** Refusals in a row. */
  readonly refusals: number;
  /** How often it was closed since it last answered. */
  readonly times: number;
  /** Until when it is left in peace; from then on one turn at a time tries it. Absent while it answers. */
  readonly closed?: { readonly until: number; readonly refusedAs: ErrorCode };
  /** The turn that tries it. */
  readonly probe?: { readonly turn: string; readonly since: number };
};

export const answering: Circuit = { refusals: 0, times: 0 };

/** A turn that lasts this long is no refusal: those come at once, or by a few time-outs. */
const provenMs = 5 * 60_000;

/** The site's own no, to everybody who asks from here. */
const refusing: readonly ErrorCode[] = ['source.blocked', 'source.rate-limited', 'source.unreachable'];

/** Our own guard and pace, and what may be a yt-dlp that is too old. */
const ours: readonly ErrorCode[] = ['source.forbidden', 'source.busy', 'source.changed'];

/** What an answer says of the site. What went wrong on our side, or is not understood, says nothing. */
export const whatItSays = ({ failedAs }: TurnEnd): 'answers' | 'refuses' | 'nothing' => {
  if (failedAs === undefined) return 'answers';
  if (refusing.includes(failedAs)) return 'refuses';
  if (ours.includes(failedAs)) return 'nothing';
  return failedAs.startsWith('source.') ? 'answers' : 'nothing';
};

type Answered = TurnEnd & {
  readonly turn: string;
  readonly now: number;
  /** From 0 to 1. */
  readonly chance: number;
};

/**
 * Doubled each time, between half and the whole of it by chance, so that sites are not all tried at the same moment; and no
 * less than the pause that the site named.
 */
export const coolDownMs = (
  times: number,
  { coolDownSeconds, longestSeconds }: SiteRule,
  { retryAfterSeconds, chance }: Pick<Answered, 'retryAfterSeconds' | 'chance'>,
): number => {
  const most = Math.min(longestSeconds, coolDownSeconds * 2 ** (times - 1));
  return 1000 * Math.min(longestSeconds, Math.max(retryAfterSeconds ?? 0, most * (0.5 + chance / 2)));
};

const withoutProbe = ({ probe: _probe, ...circuit }: Circuit): Circuit => circuit;

const close = (circuit: Circuit, answered: Answered, rule: SiteRule): Circuit => {
  const times = circuit.times + 1;
  const until = answered.now + coolDownMs(times, rule, answered);
  return { refusals: 0, times, closed: { until, refusedAs: answered.failedAs ?? 'source.unreachable' } };
};

/** A site that names a pause is left in peace at once; any other is believed to refuse after a few in a row. */
const afterRefusal = (circuit: Circuit, answered: Answered, rule: SiteRule): Circuit => {
  const wasProbe = circuit.probe?.turn === answered.turn;
  if (circuit.closed && !wasProbe) return circuit;
  const refusals = circuit.refusals + 1;
  const isEnough = wasProbe || answered.retryAfterSeconds !== undefined || refusals >= rule.refusals;
  return isEnough ? close(circuit, answered, rule) : { ...circuit, refusals };
};

/** What is thought of a site after a turn there. Of a closed one, only the turn that tries it is heard. */
export const afterTurn = (circuit: Circuit, answered: Answered, rule: SiteRule): Circuit => {
  const said = whatItSays(answered);
  const wasProbe = circuit.probe?.turn === answered.turn;
  if (said === 'refuses') return afterRefusal(circuit, answered, rule);
  if (said === 'answers' && (wasProbe || !circuit.closed)) return answering;
  return wasProbe ? withoutProbe(circuit) : circuit;
};

/** What is thought of it while a turn goes on there. */
export const duringTurn = (circuit: Circuit, turn: string, now: number): Circuit =>
  circuit.probe?.turn === turn && now - circuit.probe.since >= provenMs ? answering : circuit;
