import type { ClosedSites, Turns } from '#shared/ports/turns.ts';
import { ruleOf, type SiteChanges } from '#shared/site/site-rules.ts';
import {
  askTurn,
  closedSite,
  endTurn,
  forgettableAt,
  keepTurn,
  type SiteState,
  unknownSite,
} from '#shared/site/site-state.ts';

export const inMemoryTurns = (changes: SiteChanges = {}, clock: () => Date = () => new Date()): Turns & ClosedSites => {
  const states = new Map<string, SiteState>();
  const now = () => clock().getTime();
  const stateOf = (site: string): SiteState => {
    const state = states.get(site);
    return state && forgettableAt(state) > now() ? state : unknownSite;
  };
  return {
    ask: async (site, turn) => {
      const { state, asked } = askTurn(stateOf(site), { turn, now: now() }, ruleOf(site, changes));
      states.set(site, state);
      return asked;
    },
    keep: async (site, turn) => void states.set(site, keepTurn(stateOf(site), { turn, now: now() })),
    end: async (site, turn, end) => {
      const ended = { ...end, turn, now: now(), chance: Math.random() };
      states.set(site, endTurn(stateOf(site), ended, ruleOf(site, changes)));
    },
    closed: async () => [...states.keys()].flatMap((site) => closedSite(site, stateOf(site)) ?? []),
  };
};
