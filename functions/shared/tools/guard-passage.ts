import type { Transform } from 'node:stream';
import { type GuardRules, portOf, refusalOf } from '#shared/guard/judge-url.ts';
import type { GuardLedger } from './guard-ledger.ts';
import type { Reached, reacher } from './guard-reach.ts';

/** What a request on its way through a guard proxy needs. */
export type Passage = {
  readonly rules: GuardRules;
  readonly reach: ReturnType<typeof reacher>;
  readonly ledger: GuardLedger;
  /** A stretch of pipe that counts, and breaks when too much has come. */
  readonly counted: () => Transform;
  readonly signal: AbortSignal;
  readonly ca: string | undefined;
};

export type Way = Extract<Reached, { socket: unknown }> | { readonly status: 403 | 502 | 504; readonly why: string };

const hostOf = (asked: string): string => {
  const host = URL.canParse(asked) ? new URL(asked).host : '';
  return host || asked.slice(0, 100);
};

/** Judges an address by its text, then by what its host resolves to, and connects; remembers what it refuses. */
export const wayTo = async (asked: string, { rules, reach, ledger, signal }: Passage): Promise<Way> => {
  const refuse = (why: string): Way => {
    ledger.refuse(hostOf(asked), why);
    return { status: 403, why };
  };
  if (ledger.isOver()) return { status: 403, why: 'more was fetched than may be' };
  const why = refusalOf(asked, rules);
  if (why !== null) return refuse(why);
  const url = new URL(asked);
  const reached = await reach({ host: url.hostname, port: portOf(url), signal });
  if ('refused' in reached) return refuse(reached.refused);
  return 'socket' in reached ? reached : { status: reached.status, why: `${url.host}: ${reached.failed}` };
};
