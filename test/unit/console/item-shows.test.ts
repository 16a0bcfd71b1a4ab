import { expect, test } from 'vitest';
import type { BatchCounts } from '../../../console/src/api/source-types.ts';
import { countOf, placeOf, present, readShown, searchOf } from '../../../console/src/batch/item-shows.ts';

const counts: BatchCounts = {
  ...{ items: 12, refused: 2, notBegun: 3, queued: 1, running: 1 },
  ...{ succeeded: 5, failed: 0, canceled: 0, expired: 0 },
};

test('an address gives back which items are shown', () => {
  const shown = readShown(new URLSearchParams('show=failed&cursor=abc'));
  expect(shown).toEqual({ show: 'failed', cursor: 'abc' });
  expect(placeOf('1', shown)).toBe('/jobs/1?show=failed&cursor=abc');
  expect(readShown(new URLSearchParams('show=toString')).show).toBe('all');
  expect(placeOf('1', { show: 'all', cursor: null })).toBe('/jobs/1');
});

test('the API is asked for the states that a word stands for', () => {
  expect(searchOf({ show: 'waiting', cursor: null })).toBe('limit=25&state=not-begun%2Cqueued');
  expect(searchOf({ show: 'all', cursor: 'abc' })).toBe('limit=25&cursor=abc');
});

test('only what there is can be chosen, and what is open stays', () => {
  expect(present(counts, 'failed')).toEqual(['all', 'waiting', 'working', 'done', 'failed', 'refused']);
  expect(countOf('waiting', counts)).toBe(4);
});
