import { expect, it, test } from 'vitest';
import { allOfThem, countPicked, faultOfPicks, isPicked, itemsOf, withPick } from '../../../console/src/fetch/picks.ts';

const picked = (picks: string, count: number): number[] =>
  Array.from({ length: count }, (_, at) => at + 1).filter((place) => isPicked(picks, place, count));

it.each([
  ['1-3,5,-2:', [1, 2, 3, 5, 9, 10]],
  ['-2', [9]],
  ['8:', [8, 9, 10]],
  [':2', [1, 2]],
  ['all', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ['', []],
  ['9-20', [9, 10]],
])('%s of ten are %j', (picks, places) => {
  expect(picked(picks, 10)).toEqual(places);
  expect(countPicked(picks, 10)).toBe(places.length);
});

test('a tick more or less is written as short as it can be', () => {
  expect(withPick('', 4, true, 10)).toBe('4');
  expect(withPick('1-3', 4, true, 10)).toBe('1-4');
  expect(withPick('1-4,6', 5, true, 10)).toBe('1-6');
  expect(withPick('1-9', 10, true, 10)).toBe(allOfThem);
  expect(withPick(allOfThem, 4, false, 10)).toBe('1-3,5-10');
  expect(withPick('-3:', 9, false, 10)).toBe('8,10');
  expect(withPick('4', 4, false, 10)).toBe('');
});

test('of a list whose length nobody tells, what is counted from the end stays as it is', () => {
  expect(withPick(allOfThem, 4, false, null)).toBe('1-3,5:');
  expect(withPick('1-3,5:', 4, true, null)).toBe(allOfThem);
  expect(withPick('2,-3:', 1, true, null)).toBe('1-2,-3:');
  expect([countPicked('1-3', null), countPicked(allOfThem, null), countPicked('-3:', null)]).toEqual([3, null, null]);
});

it.each([
  ['0', /counted from 1/],
  ['5-3', /goes backwards/],
  ['-1:-3', /goes backwards/],
  ['some', /neither a number/],
  [Array.from({ length: 501 }, (_, at) => at + 1).join(), /^At most/],
])('%s is refused with a sentence', (picks, sentence) => expect(faultOfPicks(picks)).toMatch(sentence));

test('the API is told nothing where all are meant', () => {
  expect(itemsOf('All')).toBeUndefined();
  expect(itemsOf(' 1-5, 8 ,-3:')).toBe('1-5,8,-3:');
  expect(faultOfPicks('1-5, 8 ,-3:')).toBeNull();
});
