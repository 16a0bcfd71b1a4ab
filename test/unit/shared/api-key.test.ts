import { expect, test } from 'vitest';
import { hashOfKey, isKey, newKey } from '#shared/api-key.ts';

test('a new key is recognised, and no two are the same', () => {
  const keys = Array.from({ length: 50 }, newKey);

  expect(keys.every(isKey)).toBe(true);
  expect(new Set(keys).size).toBe(50);
  expect(new Set(keys.map(hashOfKey)).size).toBe(50);
});

test.each([
  ['one character changed', (key: string) => `${key.slice(0, 12)}${key[12] === 'a' ? 'b' : 'a'}${key.slice(13)}`],
  ['the end cut off', (key: string) => key.slice(0, -1)],
  ['another beginning', (key: string) => key.replace('rm_live_', 'rm_test_')],
  ['space around it', (key: string) => ` ${key}`],
])('a key with %s is none', (_what, spoil) => {
  expect(isKey(spoil(newKey()))).toBe(false);
});
