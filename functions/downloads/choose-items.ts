import { EngineError } from '#shared/errors.ts';
import type { Address } from './batch-items.ts';
import { type ChosenOfList, mostItems } from './batch-schema.ts';
import { chooseEntries } from './choose-entries.ts';
import type { ListEntry } from './list-views.ts';
import type { Span } from './page-of-list.ts';
import { isPicked, lastPicked, picksOf } from './pick-items.ts';

/** How much of the list has to be read: where only its first items are picked, no more than those. */
export const spanOf = ({ items, filter, limit }: ChosenOfList): Span => {
  const last = items === undefined ? null : lastPicked(picksOf(items));
  const isFiltered = filter !== undefined && Object.values(filter).some((wish) => wish !== undefined);
  const needed = last ?? (items === undefined && !isFiltered ? limit : mostItems);
  return { first: 1, last: Math.min(needed, mostItems) };
};

const countsFromEnd = (items: string | undefined): boolean =>
  items !== undefined && picksOf(items).some(({ from, to }) => (from ?? 1) < 0 || (to !== null && to < -1));

/** Picks from the end of a list whose end was not read would be others than were meant. */
const mustKnowEnd = (entries: readonly ListEntry[], { items }: ChosenOfList): void => {
  if (entries.length < mostItems || !countsFromEnd(items)) return;
  throw new EngineError('request.invalid', `the list has more than ${mostItems} items: count them from its start`, {
    field: 'items',
  });
};

/** What is fetched of a list: first by where its items stand, then by what they are, then which come first. */
export const chooseItems = (entries: readonly ListEntry[], chosen: ChosenOfList): ListEntry[] => {
  mustKnowEnd(entries, chosen);
  const picks = chosen.items === undefined ? null : picksOf(chosen.items);
  const count = entries.reduce((most, { index }) => Math.max(most, index), 0);
  const picked = entries.filter(({ index }) => !picks || isPicked(picks, index, count));
  return chooseEntries(picked, chosen.filter ?? {}).slice(0, chosen.limit);
};

/** An item that has no page of its own is known by its place on that of the list. */
export const addressOf = (
  { index, url, title }: Pick<ListEntry, 'index' | 'url' | 'title'>,
  { url: page, title: playlist }: { readonly url: string; readonly title: string | null },
): Address => ({
  url,
  ...(url === page && { item: index }),
  ...(title !== null && { title }),
  ...(playlist !== null && { playlist: playlist.slice(0, 300) }),
  playlistIndex: index,
});
