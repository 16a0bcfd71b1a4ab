import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfPicks, isPicked, lastPicked, picksOf } from '#downloads/pick-items.ts';

const pickedOf = (text: string, count: number): number[] =>
  Array.from({ length: count }, (_, at) => at + 1).filter((index) => isPicked(picksOf(text), index, count));

describe('picks', () => {
  it.each([
    ['1-5,8,-3:', 12, [1, 2, 3, 4, 5, 8, 10, 11, 12]],
    ['2', 3, [2]],
    ['-1', 3, [3]],
    ['3:', 5, [3, 4, 5]],
    [':2', 5, [1, 2]],
    ['-2:', 1, [1]],
    ['2:-2', 5, [2, 3, 4]],
    ['3,1,3', 5, [1, 3]],
    [' 1 , 4 ', 5, [1, 4]],
    ['7-9', 5, []],
    ['4:9', 5, [4, 5]],
  ])('%s of %i are %j', (text, count, wanted) => {
    expect(faultOfPicks(text)).toBeNull();
    expect(pickedOf(text, count)).toEqual(wanted);
  });

  it.each([
    ['', /neither a number/],
    [':', /neither a number/],
    ['1,,2', /neither a number/],
    ['a-b', /neither a number/],
    ['1-2-3', /neither a number/],
    ['1;rm', /neither a number/],
    ['0', /counted from 1/],
    ['0-3', /counted from 1/],
    ['5-3', /goes backwards/],
    ['-1:-3', /goes backwards/],
    [Array.from({ length: 501 }, () => '1').join(), /at most 500/],
  ])('%j are refused', (text, why) => expect(faultOfPicks(text)).toMatch(why));

  it.each([
    ['1-5,8', 8],
    [':3', 3],
    ['3:', null],
    ['-3:', null],
    ['1,-1', null],
  ])('%s need the list to be read up to %s', (text, last) => expect(lastPicked(picksOf(text))).toBe(last));

  it('from the end are those from the start of a list turned round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 30 }), (index, count) => {
        expect(isPicked(picksOf(`-${index}`), count + 1 - index, count)).toBe(true);
        expect(isPicked(picksOf(`-${index}:`), count + 1 - index, count)).toBe(true);
        expect(isPicked(picksOf(`-${index}:`), count - index, count)).toBe(false);
      }),
    );
  });

  it('that do not depend on the length pick the same of a longer list', () => {
    const bounded = fc
      .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 20 }))
      .map(([from, more]) => `${from}-${from + more}`);
    fc.assert(
      fc.property(fc.array(bounded, { minLength: 1, maxLength: 5 }), (parts) => {
        const picks = picksOf(parts.join(','));
        const last = lastPicked(picks) ?? 0;
        expect(pickedOf(parts.join(','), last)).toEqual(pickedOf(parts.join(','), last + 7));
      }),
    );
  });
});
