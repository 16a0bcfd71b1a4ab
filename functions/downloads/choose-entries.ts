import type { EntryFilter, EntryOrder } from './entry-filter.ts';
import type { ListEntry } from './list-views.ts';

/** Whether a fact lies between two ends; an end that is not given is open, and what is not known fits no end. */
const isWithin = <T extends string | number>(fact: T | null, least: T | undefined, most: T | undefined): boolean => {
  if (least === undefined && most === undefined) return true;
  return fact !== null && (least === undefined || fact >= least) && (most === undefined || fact <= most);
};

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

export const fits = (entry: ListEntry, { after, before, title, ...ends }: EntryFilter): boolean =>
  isWithin(entry.date, after, before) &&
  isWithin(entry.seconds, ends.minSeconds, ends.maxSeconds) &&
  isWithin(entry.views, ends.minViews, ends.maxViews) &&
  (title === undefined || (entry.title !== null && plain(entry.title).includes(plain(title))));

const words = new Intl.Collator('en', { numeric: true });

/** What is not known comes last, whichever way it is sorted; what is alike stays in the order of the list. */
const by =
  <T>(fact: (entry: ListEntry) => T | null, compare: (a: T, b: T) => number) =>
  (a: ListEntry, b: ListEntry): number => {
    const [left, right] = [fact(a), fact(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return compare(left, right);
  };

const rising = (a: number, b: number): number => a - b;
const falling = (a: number, b: number): number => b - a;
const day = ({ date }: ListEntry): number | null => (date === null ? null : Date.parse(date));

const orders: Readonly<Record<EntryOrder, (a: ListEntry, b: ListEntry) => number>> = {
  newest: by(day, falling),
  oldest: by(day, rising),
  longest: by(({ seconds }) => seconds, falling),
  shortest: by(({ seconds }) => seconds, rising),
  'most-viewed': by(({ views }) => views, falling),
  'least-viewed': by(({ views }) => views, rising),
  title: by(({ title }) => title, words.compare),
};

/** Those that fit, in the order that was asked for. */
export const chooseEntries = (entries: readonly ListEntry[], filter: EntryFilter): ListEntry[] => {
  const fitting = entries.filter((entry) => fits(entry, filter));
  return filter.sort === undefined ? fitting : fitting.sort(orders[filter.sort]);
};
