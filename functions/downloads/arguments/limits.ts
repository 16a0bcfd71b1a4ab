import type { FetchWishes } from '../schema.ts';

/**
 * A source that is too long ends the run with exit code 101; one that is too large, with 0 and no file.
 * What tells neither its length nor its size is stopped by the guard proxy, which counts.
 */
export const limits = ({ maxBytes, maxSeconds, rateLimitBytesPerSecond }: FetchWishes): string[] => [
  ...(maxBytes === undefined ? [] : [`--max-filesize=${maxBytes}`]),
  ...(maxSeconds === undefined ? [] : [`--break-match-filters=duration<=?${maxSeconds}`]),
  ...(rateLimitBytesPerSecond === undefined ? [] : [`--limit-rate=${rateLimitBytesPerSecond}`]),
];
