import type { GifPlan } from './plan.ts';
import { commonOf, needsPicture, type Order } from './plan-common.ts';
import { pictureNotes, planPicture } from './plan-picture.ts';

/** A moving picture of the beginning. */
export const planGif = (order: Order): GifPlan => {
  const { facts, target } = order;
  const video = needsPicture(facts, target);
  const wish = { ...target, codec: 'h264' } as const;
  const most = target.maxSeconds ?? Infinity;
  const cutNote = (facts.seconds ?? 0) > most ? [`only the first ${most} seconds: longer ones grow past all use`] : [];
  const picture = planPicture(video, wish);
  const seconds = facts.seconds === null ? null : Math.min(facts.seconds, most);
  return {
    ...commonOf(order),
    kind: 'gif',
    picture,
    seconds,
    notes: [...cutNote, ...pictureNotes(video, picture, wish)],
  };
};
