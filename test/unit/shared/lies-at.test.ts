import { expect, it } from 'vitest';
import { liesAt } from '#shared/lies-at.ts';

it.each([
  ['raw/alice/a.mov', 'raw/alice/a.mov', true],
  ['raw/alice/a.mov', 'raw/alice/a.mov.bak', false],
  ['raw/alice/a', 'raw/alice/a/b', false],
  ['raw/alice/', 'raw/alice/a/b', true],
  ['raw/alice/', 'raw/alicent/a', false],
])('a place is a folder when it ends with a slash, else one object: %s, %s', (place, key, expected) => {
  expect(liesAt(place, key)).toBe(expected);
});
