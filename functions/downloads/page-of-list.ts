import { chooseEntries } from './choose-entries.ts';
import type { EntryFilter } from './entry-filter.ts';
import type { ListEntry } from './list-views.ts';

/** A page of a list that is asked for: `from` counts the list's entries from 1, when it is sorted those of the result. */
export type AskedPage = { readonly from: number; readonly count: number; readonly filter: EntryFilter };

/** Of a list that is filtered or sorted, so many entries are looked through for one page. */
export const mostRead = 500;

const isFiltered = ({ sort: _sort, ...conditions }: EntryFilter): boolean =>
  Object.values(conditions).some((condition) => condition !== undefined);

export type Span = { readonly first: number; readonly last: number };

/** Which entries the site is asked for. Sorting takes them from the beginning. */
export const entriesToRead = ({ from, count, filter }: AskedPage): Span => {
  if (filter.sort !== undefined) return { first: 1, last: mostRead };
  return { first: from, last: from + (isFiltered(filter) ? mostRead : count) - 1 };
};

export type ShownPage = { readonly entries: ListEntry[]; readonly next: number | null };

/** What is shown of what was read, and where the next page begins; `total` is null where the site does not say. */
export const pageOf = (read: readonly ListEntry[], asked: AskedPage, total: number | null): ShownPage => {
  const { from, count, filter } = asked;
  const chosen = chooseEntries(read, filter);
  if (filter.sort !== undefined) {
    const end = from - 1 + count;
    return { entries: chosen.slice(from - 1, end), next: end < chosen.length ? end + 1 : null };
  }
  const entries = chosen.slice(0, count);
  if (chosen.length > count) return { entries, next: (entries.at(-1)?.index ?? from) + 1 };
  const { last } = entriesToRead(asked);
  const isAll = (read.at(-1)?.index ?? 0) < last || (total !== null && last >= total);
  return { entries, next: isAll ? null : last + 1 };
};
