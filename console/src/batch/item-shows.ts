import type { BatchCounts } from '../api/source-types.ts';

/** Which items of a batch are shown, as the address of the page has it. All pure. */

export const itemShows = {
  all: { label: 'All', states: [] },
  waiting: { label: 'Waiting', states: ['not-begun', 'queued'] },
  working: { label: 'Working', states: ['running'] },
  done: { label: 'Done', states: ['succeeded'] },
  failed: { label: 'Failed', states: ['failed'] },
  refused: { label: 'Refused', states: ['refused'] },
  canceled: { label: 'Canceled', states: ['canceled'] },
  gone: { label: 'Files gone', states: ['expired'] },
} as const satisfies Record<string, { label: string; states: readonly string[] }>;

export type ItemShow = keyof typeof itemShows;

const isShow = (text: string | null): text is ItemShow => text !== null && Object.hasOwn(itemShows, text);

export type Shown = { readonly show: ItemShow; readonly cursor: string | null };

export const readShown = (query: URLSearchParams): Shown => {
  const show = query.get('show');
  return { show: isShow(show) ? show : 'all', cursor: query.get('cursor') };
};

/** The query string of the page. */
export const placeOf = (id: string, { show, cursor }: Shown): string => {
  const query = new URLSearchParams();
  if (show !== 'all') query.set('show', show);
  if (cursor) query.set('cursor', cursor);
  return `/jobs/${encodeURIComponent(id)}${query.size > 0 ? `?${query}` : ''}`;
};

/** The query string that the API takes. */
export const searchOf = ({ show, cursor }: Shown): string => {
  const query = new URLSearchParams({ limit: '25' });
  const { states } = itemShows[show];
  if (states.length > 0) query.set('state', states.join(','));
  if (cursor) query.set('cursor', cursor);
  return query.toString();
};

export const countOf = (show: ItemShow, counts: BatchCounts): number => {
  const by: Record<ItemShow, number> = {
    all: counts.items,
    waiting: counts.notBegun + counts.queued,
    working: counts.running,
    done: counts.succeeded,
    failed: counts.failed,
    refused: counts.refused,
    canceled: counts.canceled,
    gone: counts.expired,
  };
  return by[show];
};

/** Those that there are, and the one that is open though it is empty by now. */
export const present = (counts: BatchCounts, open: ItemShow): ItemShow[] =>
  (Object.keys(itemShows) as ItemShow[]).filter((show) => show === 'all' || show === open || countOf(show, counts) > 0);
