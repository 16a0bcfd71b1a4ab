import { expect, test } from 'vitest';
import { secondsOfRetryAfter } from '#shared/guard/retry-after.ts';

const now = new Date('2026-11-22T06:00:00Z');

test.each([
  ['120', 120],
  [' 2 ', 2],
  ['0', 1],
  ['Sun, 22 Nov 2026 06:01:30 GMT', 90],
  ['Sun, 22 Nov 2026 05:00:00 GMT', 1],
  ['99999999999', 86_400],
  ['soon', null],
  ['', null],
  [undefined, null],
])('a site that says %j asks for %j seconds', (value, seconds) => {
  expect(secondsOfRetryAfter(value, now)).toBe(seconds);
});
