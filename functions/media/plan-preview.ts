import type { PreviewPlan } from './plan.ts';
import { commonOf, needsPicture, type Order } from './plan-common.ts';
import { planMoments } from './plan-moments.ts';
import { encodeVideo } from './plan-video.ts';

/** A few short cuts of the whole, joined. */
export const planPreview = (order: Order): PreviewPlan => {
  const { facts, target } = order;
  const source = needsPicture(facts, target);
  const rate = { crf: target.crf ?? 28, maxBitrate: null };
  const video = encodeVideo(source, { ...target, codec: 'h264' }, { rate, speed: target.speed });
  const cuts = planMoments(source.seconds ?? facts.seconds, target.moments ?? { count: 1, seconds: 6 });
  const seconds = cuts.reduce((sum, cut) => sum + cut.seconds, 0);
  const notes = [`${cuts.length} ${cuts.length === 1 ? 'cut' : 'cuts'}, ${seconds} s in all`];
  return { ...commonOf(order), kind: 'preview', video, cuts, seconds, notes };
};
