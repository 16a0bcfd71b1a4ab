import { ceilingBitrate } from './bitrate.ts';
import type { VideoFacts } from './facts.ts';
import { fitSize, type Size } from './fit-size.ts';
import type { RungPlan } from './plan.ts';
import { codecLimits } from './plan-picture.ts';
import { perSecond } from './probe-fields.ts';

/** A rung that is nearly as large as the next one up costs space and helps nobody. */
const leastStep = 1.15;

/** Short sides to make: those asked for that the source has, and the source's own where it stands well above them. */
export const rungSides = (asked: readonly number[], source: Size): number[] => {
  const own = Math.min(source.width, source.height);
  const within = asked.filter((side) => side <= own).toSorted((a, b) => b - a);
  const top = Math.max(...asked);
  const addsOwn = own < top && own > (within[0] ?? 0) * leastStep;
  return addsOwn ? [own, ...within] : within;
};

/** The rungs, largest first, each with its size, its quality and the rate that it may peak at. */
export const planRungs = (
  source: VideoFacts,
  { asked, crf, fps }: { asked: readonly number[]; crf: number; fps: string | null },
): RungPlan[] =>
  rungSides(asked, source).map((shortSide) => {
    const size = fitSize(source, { ...codecLimits.h264, shortSide, upscale: false });
    return {
      name: `${Math.min(size.width, size.height)}p`,
      ...size,
      crf,
      maxBitrate: ceilingBitrate(size, perSecond(fps ?? source.fps)),
    };
  });
