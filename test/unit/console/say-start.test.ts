import { expect, it } from 'vitest';
import { countOf, sayStart } from '../../../console/src/fetch/say-start.ts';

const aChoice = { picks: 'all', filter: {}, limit: '' };

it.each([
  [{}, 50, 'Fetch 50 items'],
  [{ picks: '1-2,8' }, 50, 'Fetch 3 items'],
  [{ limit: '10' }, 50, 'Fetch 10 items'],
  [{ limit: '10' }, null, 'Fetch up to 10 items'],
  [{ picks: '-3:' }, null, 'Fetch what is picked'],
  [{ filter: { title: 'film' } }, 50, 'Fetch all that pass'],
  [{ filter: { sort: 'newest' } as const }, 50, 'Fetch 50 items'],
  [{}, null, 'Fetch all of it'],
])('%j of %j is said as %s', (choice, count, said) => expect(sayStart({ ...aChoice, ...choice }, count)).toBe(said));

it('promises no number while the picks cannot be read', () => {
  const choice = { ...aChoice, picks: '1-2,x' };
  expect(sayStart(choice, 50)).toBe('Fetch what is picked');
  expect(sayStart({ ...choice, limit: '10' }, 50)).toBe('Fetch what is picked');
  expect(countOf(choice, 50)).toBeNull();
});
