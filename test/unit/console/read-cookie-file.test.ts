import { expect, test } from 'vitest';
import { readCookieFile, toPush } from '../../../console/src/cookies/read-cookie-file.ts';
import { aLine } from '../../support/cookies.ts';

const cookie = { name: 'sid', value: 'secret', domain: '.example.com' };

test('lines are a cookies.txt, a list in JSON is an extension’s, alone or below its name', () => {
  expect(readCookieFile(`# Netscape HTTP Cookie File\n${aLine()}\n`)).toMatchObject({ format: 'netscape' });
  const json = { format: 'json', cookies: [cookie] };
  expect(readCookieFile(JSON.stringify([cookie]))).toEqual(json);
  expect(readCookieFile(`\uFEFF ${JSON.stringify({ cookies: [cookie], origins: [] })}`)).toEqual(json);
});

test('what is neither is said to be none', () => {
  expect([readCookieFile(' \n'), readCookieFile('{"a":1}'), readCookieFile('[broken')]).toEqual([null, null, null]);
});

test('site and name are told where they are given', () => {
  const read = { format: 'netscape', cookies: 'x' } as const;
  expect(toPush(read, { site: ' ', name: '' })).toEqual(read);
  expect(toPush(read, { site: ' example.com ', name: 'second' })).toEqual({
    ...read,
    site: 'example.com',
    name: 'second',
  });
});
