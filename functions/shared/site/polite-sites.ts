import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../errors.ts';
import type { Sites, Turn } from '../ports/sites.ts';
import type { Asked, TurnEnd, Turns } from '../ports/turns.ts';
import { leaseMs, longestWaitMs } from './pace.ts';
import { siteOf } from './site-of.ts';

type Refused = Extract<Asked, { taken: false }>;

const whyNot = {
  busy: 'has as many visitors as it may have at once',
  paced: 'was asked often enough for now',
  closed: 'refuses, and is left in peace for now',
};

/** Of all that wait for the same site, none comes back at the same moment as another. */
const notTogether = (waitMs: number): number => Math.ceil((waitMs * (1 + Math.random() / 4)) / 1000);

const leftInPeace = (site: string, { why, waitMs }: Refused): EngineError =>
  new EngineError('source.busy', `${site} ${whyNot[why]}`, { retryAfterSeconds: notTogether(waitMs) });

const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
};

type Place = { readonly site: string; readonly turn: string };

/** Kept until it is ended; that it cannot be kept costs no work, but may let one too many in. */
const holdTurn = ({ site, turn }: Place, turns: Turns): Turn => {
  const timer = setInterval(() => void turns.keep(site, turn).catch(() => undefined), leaseMs / 3);
  timer.unref();
  let isOver = false;
  return {
    end: async (failedAs, retryAfterSeconds) => {
      if (isOver) return;
      isOver = true;
      clearInterval(timer);
      const end: TurnEnd = { failedAs, retryAfterSeconds };
      // what it holds ends by itself, and what was fetched is worth more than what is thought of the site
      await turns.end(site, turn, end).catch(() => undefined);
    },
  };
};

const untilStart = async (held: Turn, waitMs: number, signal: AbortSignal): Promise<Turn> => {
  try {
    await pause(waitMs, signal);
    return held;
  } catch (error) {
    await held.end('job.canceled');
    throw error;
  }
};

/** Lets a run into a site when its turn has come. */
export const politeSites = (turns: Turns, patienceMs: number = longestWaitMs): Sites => ({
  enter: async (url, signal) => {
    const place: Place = { site: siteOf(url), turn: randomUUID() };
    const begun = performance.now();
    for (;;) {
      signal.throwIfAborted();
      const asked = await turns.ask(place.site, place.turn);
      if (asked.taken) return untilStart(holdTurn(place, turns), asked.waitMs, signal);
      if (performance.now() - begun + asked.waitMs > patienceMs) throw leftInPeace(place.site, asked);
      await pause(asked.waitMs * (1 + Math.random() / 4), signal);
    }
  },
});
