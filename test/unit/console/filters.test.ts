import { expect, test } from 'vitest';
import { addressOf, isFiltered, readFilters, searchOf } from '../../../console/src/jobs/filters.ts';

const read = (search: string) => readFilters(new URLSearchParams(search));
const noon = new Date(2026, 10, 21, 12, 34, 56);

test('an address gives its filters back', () => {
  const filters = read('show=failed&when=week&whose=all&cursor=abc');
  expect(filters).toEqual({ show: 'failed', when: 'week', whose: 'all', cursor: 'abc' });
  expect(addressOf(filters)).toBe('/jobs?show=failed&when=week&whose=all&cursor=abc');
});

test('what an address says wrongly is left out', () => {
  expect(read('show=constructor&when=toString&whose=bob')).toEqual({
    ...{ show: 'all', when: 'ever' },
    ...{ whose: 'own', cursor: null },
  });
  expect(addressOf(read('show=nothing'))).toBe('/jobs');
});

test('the API is asked for all states of a choice at once', () => {
  expect(searchOf(read('show=live'), noon)).toBe('limit=25&state=queued%2Crunning');
});

test('everyone’s jobs are asked for by name, one’s own by saying nothing', () => {
  expect(searchOf(read('whose=all'), noon)).toBe('limit=25&owner=all');
  expect(searchOf(read(''), noon)).toBe('limit=25');
});

test('a time begins at midnight here, so that the same choice asks the same thing all day', () => {
  const early = searchOf(read('when=today'), new Date(2026, 10, 21, 0, 0, 1));
  expect(searchOf(read('when=today'), noon)).toBe(early);
  expect(new URLSearchParams(early).get('since')).toBe(new Date(2026, 10, 21).toISOString());
});

test('a page of older jobs is no filter', () => {
  expect(isFiltered(read('cursor=abc'))).toBe(false);
  expect(isFiltered(read('when=month'))).toBe(true);
});
