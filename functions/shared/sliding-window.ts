import type { Take, Taken } from './ports/limits.ts';

/** How often a key was taken in the window that `now` is in, this take included, and in the one before. */
export type Counts = { readonly current: number; readonly previous: number };

export const windowOf = (now: Date, seconds: number): number => Math.floor(now.getTime() / 1000 / seconds);

/**
 * The window before counts by the share of it that a window ending now still covers. Takes within a window are taken
 * to be spread evenly, the usual approximation: two counters a key instead of a time stamp a call. Refused takes are
 * counted too, but never for more than the limit, so that whoever keeps trying is not locked out for ever.
 */
export const slide = (take: Take, counts: Counts, now: Date): Taken => {
  const { count, seconds } = take;
  const elapsed = (now.getTime() / 1000) % seconds;
  const previous = Math.min(counts.previous, count);
  const used = counts.current + previous * (1 - elapsed / seconds);
  const allowed = used <= count;
  const wait = allowed ? seconds - elapsed : secondsToNext(take, { ...counts, previous }, elapsed);
  return { allowed, remaining: Math.max(0, Math.floor(count - used)), resetSeconds: Math.max(1, Math.ceil(wait)) };
};

/** Until one more fits: later in this window as the one before fades, else in the next as this one does. */
const secondsToNext = ({ count, seconds }: Take, { current, previous }: Counts, elapsed: number): number => {
  const fits = (inWindow: number, before: number): number => seconds * (1 - (count - 1 - inWindow) / before);
  const here = current < count && previous > 0 ? fits(current, previous) - elapsed : Number.POSITIVE_INFINITY;
  const left = seconds - elapsed;
  return here <= left ? here : left + Math.max(0, fits(0, Math.min(current, count)));
};
