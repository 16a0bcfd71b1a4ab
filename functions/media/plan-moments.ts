export type Cut = { readonly atSeconds: number; readonly seconds: number };

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/**
 * Where a preview cuts: each from the middle of its own equal share of the source, so that titles and credits are
 * passed over; a source hardly longer than the preview is taken whole.
 */
export const planMoments = (
  sourceSeconds: number | null,
  { count, seconds }: { count: number; seconds: number },
): Cut[] => {
  const wanted = count * seconds;
  if (sourceSeconds === null || sourceSeconds < wanted * 1.5) {
    return [{ atSeconds: 0, seconds: round(Math.min(sourceSeconds ?? wanted, wanted)) }];
  }
  const share = sourceSeconds / count;
  return Array.from({ length: count }, (_, index) => ({
    atSeconds: round(share * (index + 0.5) - seconds / 2),
    seconds,
  }));
};
