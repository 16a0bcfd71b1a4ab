/** Seconds between one try and the next, in the mean: eight tries within a good day. */
const pauses = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 8 * 3600, 10 * 3600] as const;

/**
 * How long to wait after so many failed tries, with full jitter, so that what failed together does not come back
 * together; null once there is no further try.
 */
export const retryPause = (tries: number, random: number): number | null => {
  const pause = pauses[tries - 1];
  return pause === undefined ? null : Math.max(1, Math.round(2 * pause * random));
};
