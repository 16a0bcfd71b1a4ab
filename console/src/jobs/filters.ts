/** The history's filters, as the address of the page has them. All pure. */

export const shows = {
  all: { label: 'All', states: [] },
  live: { label: 'Under way', states: ['queued', 'running'] },
  done: { label: 'Done', states: ['succeeded'] },
  failed: { label: 'Failed', states: ['failed'] },
  canceled: { label: 'Canceled', states: ['canceled'] },
  gone: { label: 'Files gone', states: ['expired'] },
} as const satisfies Record<string, { label: string; states: readonly string[] }>;

export const spans = {
  ever: { label: 'Any time', days: null },
  today: { label: 'Today', days: 0 },
  week: { label: 'Last 7 days', days: 7 },
  month: { label: 'Last 30 days', days: 30 },
} as const satisfies Record<string, { label: string; days: number | null }>;

/** Whose jobs; everyone's are for those who manage the installation. */
export const whose = { own: { label: 'Your own' }, all: { label: 'Everyone’s' } } as const;

export type Show = keyof typeof shows;
export type Span = keyof typeof spans;
export type Whose = keyof typeof whose;

export type Filters = {
  readonly show: Show;
  readonly when: Span;
  readonly whose: Whose;
  readonly cursor: string | null;
};

const isKey = <T extends object>(table: T, key: string | null): key is Extract<keyof T, string> =>
  key !== null && Object.hasOwn(table, key);

export const readFilters = (query: URLSearchParams): Filters => {
  const show = query.get('show');
  const when = query.get('when');
  const owner = query.get('whose');
  return {
    show: isKey(shows, show) ? show : 'all',
    when: isKey(spans, when) ? when : 'ever',
    whose: isKey(whose, owner) ? owner : 'own',
    cursor: query.get('cursor'),
  };
};

export const addressOf = ({ show, when, whose: owner, cursor }: Filters): string => {
  const query = new URLSearchParams();
  if (show !== 'all') query.set('show', show);
  if (when !== 'ever') query.set('when', when);
  if (owner !== 'own') query.set('whose', owner);
  if (cursor) query.set('cursor', cursor);
  return query.size > 0 ? `/jobs?${query}` : '/jobs';
};

/** Days begin at midnight here, so that the same filter asks the same thing all day. */
const sinceOf = (days: number, now: Date): string => {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  midnight.setDate(midnight.getDate() - days);
  return midnight.toISOString();
};

/** The query string that the API takes. */
export const searchOf = ({ show, when, whose: owner, cursor }: Filters, now: Date, limit = 25): string => {
  const query = new URLSearchParams({ limit: String(limit) });
  const { states } = shows[show];
  const { days } = spans[when];
  if (states.length > 0) query.set('state', states.join(','));
  if (days !== null) query.set('since', sinceOf(days, now));
  if (owner === 'all') query.set('owner', 'all');
  if (cursor) query.set('cursor', cursor);
  return query.toString();
};

export const isFiltered = ({ show, when }: Filters): boolean => show !== 'all' || when !== 'ever';
