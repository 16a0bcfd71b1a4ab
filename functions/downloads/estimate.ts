import type { ExpectedFile } from './read-progress.ts';
import type { FetchWishes } from './schema.ts';
import type { FormatsView } from './views.ts';

export type Looked = {
  readonly seconds: number | null;
  readonly live: FormatsView['live'];
  readonly expected: readonly ExpectedFile[];
};

/** Where sites say nothing: eight megabits a second, and two gigabytes. */
const usualBytesPerSecond = 1_000_000;
const usualBytes = 2_000_000_000;
/** What a fetch can count on. */
const slowBytesPerSecond = 2_000_000;
/** As long as a stream without a said end is recorded. */
const longestMinutes = 720;

const minutesOnAir = ({ live }: FetchWishes): number => live?.minutes ?? longestMinutes;

const bytesOf = ({ seconds, live, expected }: Looked, wishes: FetchWishes): number => {
  if (live === 'live') return minutesOnAir(wishes) * 60 * usualBytesPerSecond;
  const guess = seconds === null ? usualBytes : seconds * usualBytesPerSecond;
  if (expected.length === 0 || expected.some(({ bytes }) => bytes === null)) return guess;
  return expected.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
};

/** Seconds of media that are encoded in a second; the rest is copied at the speed of the disk. */
const speedOf = ({ audio, exactCuts }: FetchWishes): number => (audio || exactCuts ? 4 : 60);

/** Generous: who runs out of time or disk has fetched for nothing. Merging needs everything twice. */
export const estimateFetch = (looked: Looked, wishes: FetchWishes): { minutes: number; scratchBytes: number } => {
  const bytes = bytesOf(looked, wishes);
  const perSecond = Math.min(slowBytesPerSecond, wishes.rateLimitBytesPerSecond ?? slowBytesPerSecond);
  const fetching = looked.live === 'live' ? minutesOnAir(wishes) : bytes / perSecond / 60;
  const making = (looked.seconds ?? bytes / usualBytesPerSecond) / speedOf(wishes) / 60;
  return { minutes: Math.ceil(2 + fetching + making), scratchBytes: Math.round(bytes * 2.5 + 256 * 1024 ** 2) };
};
