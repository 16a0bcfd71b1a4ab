import type { EntryFilter } from '../api/source-types.ts';
import { plural } from '../format/format.ts';
import { allOfThem, countPicked, faultOfPicks } from './picks.ts';

/** What the button says that fetches from a list. All pure. */

export const isFiltered = ({ sort: _sort, ...conditions }: EntryFilter): boolean => Object.keys(conditions).length > 0;

export type Choice = {
  readonly picks: string;
  readonly filter: EntryFilter;
  /** How many at most, as it is typed. */
  readonly limit: string;
};

/** How many will be fetched, as far as it can be told. */
export const countOf = ({ picks, filter, limit }: Choice, count: number | null): number | null => {
  if (faultOfPicks(picks) !== null) return null;
  const picked = isFiltered(filter) ? null : countPicked(picks, count);
  return picked !== null && limit ? Math.min(picked, Number(limit)) : picked;
};

export const sayStart = (choice: Choice, count: number | null): string => {
  const known = countOf(choice, count);
  if (known !== null) return `Fetch ${plural(known, 'item')}`;
  if (faultOfPicks(choice.picks) !== null) return 'Fetch what is picked';
  if (choice.limit) return `Fetch up to ${plural(Number(choice.limit), 'item')}`;
  if (choice.picks !== allOfThem) return 'Fetch what is picked';
  return isFiltered(choice.filter) ? 'Fetch all that pass' : 'Fetch all of it';
};
