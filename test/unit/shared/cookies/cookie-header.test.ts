import { expect, test } from 'vitest';
import type { Cookie } from '#shared/cookies/cookie.ts';
import { cookieHeader } from '#shared/cookies/cookie-header.ts';

const now = new Date('2026-11-22T06:00:00Z');
const plain: Cookie = {
  ...{ name: 'a', value: '1', domain: 'example.com', hostOnly: false, path: '/', secure: false },
  ...{ httpOnly: true, expires: null },
};
const sent = (more: Partial<Cookie>, url: string) => cookieHeader([{ ...plain, ...more }], new URL(url), now);

test.each<[string, Partial<Cookie>, string]>([
  ['its own host', {}, 'http://example.com/x'],
  ['a host below its domain', {}, 'http://cdn.example.com/x'],
  ['its very host', { hostOnly: true }, 'http://example.com/x'],
  ['a path below its own', { path: '/media' }, 'http://example.com/media/x.mp4'],
  ['TLS, where it wants it', { secure: true }, 'https://example.com/'],
  ['anybody before its end', { expires: now.getTime() / 1000 + 1 }, 'http://example.com/'],
])('a cookie goes to %s', (_where, more, url) => expect(sent(more, url)).toBe('a=1'));

test.each<[string, Partial<Cookie>, string]>([
  ['another host', {}, 'http://example.org/'],
  ['one whose name ends alike', {}, 'http://evilexample.com/'],
  ['a host below that is not its very own', { hostOnly: true }, 'http://cdn.example.com/'],
  ['a path that only begins alike', { path: '/media' }, 'http://example.com/mediathek'],
  ['plain HTTP, where it wants TLS', { secure: true }, 'http://example.com/'],
  ['nobody after its end', { expires: now.getTime() / 1000 }, 'http://example.com/'],
])('a cookie does not go to %s', (_where, more, url) => expect(sent(more, url)).toBeUndefined());

test('of several the one of the longest path comes first', () => {
  const deep = { ...plain, name: 'b', path: '/x' };
  expect(cookieHeader([plain, deep], new URL('http://example.com/x/y'), now)).toBe('b=1; a=1');
});
