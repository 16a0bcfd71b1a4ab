import { expect, test } from 'vitest';
import { entryFilter } from '#downloads/entry-filter.ts';
import { filterOf, noFilter } from '../../../console/src/fetch/typed-filter.ts';

test('what is left empty filters nothing', () => {
  expect(filterOf(noFilter)).toEqual({});
  expect(filterOf({ ...noFilter, title: '  ' })).toEqual({});
});

test('minutes are asked for in seconds, and the API takes what is typed', () => {
  const filter = filterOf({
    ...{ title: ' rome ', sort: 'newest', after: '2026-01-01', before: '2026-06-30' },
    ...{ minMinutes: '0.5', maxMinutes: '10', minViews: '0', maxViews: '1000' },
  });
  expect(filter).toEqual({
    ...{ title: 'rome', sort: 'newest', after: '2026-01-01', before: '2026-06-30' },
    ...{ minSeconds: 30, maxSeconds: 600, minViews: 0, maxViews: 1000 },
  });
  expect(entryFilter.safeParse(filter).success).toBe(true);
});
