import { expect, it } from 'vitest';
import { nameOfTitle } from '#downloads/name-of-title.ts';

it.each([
  ['A Holiday: in "Rome"?', 'A Holiday: in "Rome"?'],
  ['  two\n lines\t', 'two lines'],
  ['🎬'.repeat(300), '🎬'.repeat(200)],
  ['left\u202e thgir \u0000', 'left thgir'],
  ['שלום', 'שלום'],
  ['\u200f \u0007', undefined],
  ['', undefined],
  [null, undefined],
])('a job is called by the title %j: %j', (title, name) => expect(nameOfTitle(title)).toBe(name));
