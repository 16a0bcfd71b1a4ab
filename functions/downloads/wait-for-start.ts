import type { FetchWishes } from './schema.ts';
import type { FormatsView } from './views.ts';

/** A stream that is about to begin, or late, is asked for again after this. */
const shortestWait = 30;
/** The later it is, the more rarely: within a week a step is run some hundred times, not twenty thousand. */
const ofItsDelay = 0.05;
/** Streams are put off and brought forward: none is believed for longer. */
const longestWait = 3600;

export type Announced = Pick<FormatsView, 'live' | 'startsAt'>;
export type Asked = { readonly now: Date; readonly askedAt: Date; readonly live: FetchWishes['live'] };

/** Seconds until the site is to be asked again; 0 begins at once, null gives up, since it would be longer than was wished. */
export const waitForStart = ({ live: state, startsAt }: Announced, { now, askedAt, live }: Asked): number | null => {
  if (state !== 'upcoming') return 0;
  const waited = (now.getTime() - askedAt.getTime()) / 1000;
  const left = (live?.waitForScheduledSeconds ?? 0) - waited;
  const untilStart = startsAt === null ? -waited : (Date.parse(startsAt) - now.getTime()) / 1000;
  if (left <= 0 || untilStart > left) return null;
  return Math.round(Math.min(Math.max(untilStart, shortestWait, -untilStart * ofItsDelay), longestWait));
};
