import { expect, test } from 'vitest';
import { Problem } from '../../../console/src/api/problem.ts';
import { sayRefusal } from '../../../console/src/fetch/say-refusal.ts';

const aProblem = (detail: string, field?: string) =>
  new Problem({ status: 400, code: 'request.invalid', title: 'no', detail, ...(field !== undefined && { field }) });

test('the only field of a page is not named', () => {
  expect(sayRefusal(aProblem('url: "http://a/" is not fetched: it is not public', 'url'))).toBe(
    '"http://a/" is not fetched: it is not public.',
  );
});

test('one of several is named as the page names it', () => {
  expect(sayRefusal(aProblem('sections.0.from: expected a time', 'sections.0.from'))).toBe(
    'The part: Expected a time.',
  );
});

test('what is of no field stands as it is', () => {
  expect(sayRefusal(aProblem('the site asks for a pause'))).toBe('The site asks for a pause.');
  expect(sayRefusal(new Error('it broke'))).toBe('It broke.');
});
