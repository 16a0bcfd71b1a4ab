import type { FetchWishes } from '../schema.ts';

/**
 * Nobody waits here for a stream that is announced: the workflow does, which costs nothing. A recording goes on when
 * a piece of it is missing; anything else must be whole.
 */
export const live = ({ live: wish }: FetchWishes): string[] => [
  ...(wish?.fromStart ? ['--live-from-start'] : []),
  ...(wish?.minutes === undefined ? [] : [`--download-sections=*0-${wish.minutes * 60}`]),
  wish ? '--skip-unavailable-fragments' : '--abort-on-unavailable-fragments',
];
