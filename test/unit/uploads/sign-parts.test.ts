import { describe, expect, it } from 'vitest';
import { nextParts } from '#uploads/sign-parts.ts';
import { anUpload } from '../../support/builders.ts';

const numbers = (from: number, limit: number, known = {}) =>
  nextParts(anUpload({ bytes: 100, partBytes: 10, ...known }), { from, limit }).map(({ number }) => number);

describe('the next parts of an upload', () => {
  it.each([
    [1, 3, [1, 2, 3]],
    [9, 500, [9, 10]],
    [10, 1, [10]],
    [11, 500, []],
    [1, 0, []],
  ])('from %d, %d at most, are %j', (from, limit, expected) => {
    expect(numbers(from, limit)).toEqual(expected);
  });

  it('are none where each is signed with its checksum', () => {
    expect(numbers(1, 500, { checksum: 'sha256' })).toEqual([]);
  });
});
