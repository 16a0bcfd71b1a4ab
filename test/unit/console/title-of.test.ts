import { expect, it } from 'vitest';
import type { JobState } from '../../../console/src/api/types.ts';
import { titleOf } from '../../../console/src/jobs/title-of.ts';

const aJob = (name: string, url?: string, more: { state?: JobState; request?: object } = {}) => ({
  ...{ name, state: more.state ?? ('queued' as const) },
  request: { ...(url !== undefined && { url }), ...more.request },
});

it.each([
  ['1', 'https://www.a.example/live/1', 'a.example/live/1'],
  ['1', 'https://a.example/live/1/', 'a.example/live/1'],
  ['1', 'https://a.example/live/1.mp4', 'a.example/live/1.mp4'],
  ['a b', 'https://a.example/a%20b', 'a.example/a b'],
  ['x1Y', 'https://a.example/watch?v=x1Y', 'a.example/watch?v=x1Y'],
])('calls what waits by its address, while its name is a piece of that: %s of %s', (name, url, title) => {
  expect(titleOf(aJob(name, url))).toBe(title);
  expect(titleOf(aJob(name, url, { state: 'running' }))).toBe(title);
});

it('takes every other name as it is', () => {
  const url = 'https://a.example/live/1';
  expect(titleOf(aJob('An evening', url))).toBe('An evening');
  expect(titleOf(aJob('a.example/live/1', url))).toBe('a.example/live/1');
  expect(titleOf(aJob('1', url, { request: { name: '1' } }))).toBe('1');
  expect(titleOf(aJob('film.mp4'))).toBe('film.mp4');
});

it('calls what has ended as its files are called', () => {
  expect(titleOf(aJob('1', 'https://a.example/live/1', { state: 'succeeded' }))).toBe('1');
});
