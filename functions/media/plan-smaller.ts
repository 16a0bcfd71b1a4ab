import type { FilmPlan } from './plan.ts';

/** What the next attempt aims below the share that would just do. */
const margin = 0.98;

/** The plan to try next when a file came out larger than it may be; null when it did not, or nothing can be lowered. */
export const planSmaller = (plan: FilmPlan, madeBytes: number): FilmPlan | null => {
  const { targetBytes, video } = plan;
  if (!targetBytes || madeBytes <= targetBytes || video?.mode !== 'encode' || !('bitrate' in video.rate)) return null;
  const bitrate = Math.floor(video.rate.bitrate * (targetBytes / madeBytes) * margin);
  return { ...plan, video: { ...video, rate: { ...video.rate, bitrate } } };
};
