import { expect, test } from 'vitest';
import { isSameFile, whyNotThis } from '../../../console/src/uploads/same-file.ts';

const begun = { name: 'holiday.mov', bytes: 4_000, lastModified: 1_000 };
const file = (change: object = {}) => ({ name: 'holiday.mov', size: 4_000, lastModified: 1_000, ...change });

test('an upload goes on with the file that it began with', () => {
  expect(isSameFile(file(), begun)).toBe(true);
  expect(whyNotThis(file(), begun)).toBeNull();
});

test.each([{ size: 4_001 }, { lastModified: 1_001 }])('a file that was replaced since is refused: %o', (change) => {
  expect(isSameFile(file(change), begun)).toBe(false);
  expect(whyNotThis(file(change), begun)).toMatch(/^holiday\.mov has changed since .* Cancel it/);
});

test('another file is called by its name, and the right one asked for', () => {
  expect(whyNotThis(file({ name: 'beach.mov' }), begun)).toBe('That is beach.mov. Choose holiday.mov to go on.');
});
