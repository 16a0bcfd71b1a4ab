import type { Increments } from './ports/counters.ts';

export type Labels = Readonly<Record<string, string>>;

/** Name and labels as the one word that a sum is kept under. */
export const series = (name: string, labels: Labels = {}): string => {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length > 0 ? `${name}?${new URLSearchParams(sorted)}` : name;
};

export const readSeries = (word: string): { readonly name: string; readonly labels: Labels } => {
  const [name = '', labels] = word.split('?');
  return { name, labels: Object.fromEntries(new URLSearchParams(labels)) };
};

/** Upper bounds in seconds: what takes a moment, and what takes half a day. */
export const secondsBounds = [1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200];

const boundOf = (seconds: number): string => String(secondsBounds.find((bound) => seconds <= bound) ?? '+Inf');

/** One observation of a histogram: the bucket that it falls into and no other, its sum and its count. */
export const observed = (name: string, seconds: number, labels: Labels = {}): Increments => ({
  [series(`${name}_bucket`, { ...labels, le: boundOf(seconds) })]: 1,
  [series(`${name}_sum`, labels)]: Math.round(seconds * 1000) / 1000,
  [series(`${name}_count`, labels)]: 1,
});

export const together = (all: readonly Increments[]): Increments => {
  const sums = new Map<string, number>();
  for (const [word, more] of all.flatMap((one) => Object.entries(one))) sums.set(word, (sums.get(word) ?? 0) + more);
  return Object.fromEntries(sums);
};
