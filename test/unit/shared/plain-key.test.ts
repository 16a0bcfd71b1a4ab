import { describe, expect, it } from 'vitest';
import { isPlainKey } from '#shared/plain-key.ts';
import { mayRead } from '#worker/may-touch.ts';
import { aJob } from '../../support/builders.ts';

const odd: readonly [string, string][] = [
  ['a backslash', 'raw/alice/a\\..\\b.mov'],
  ['a line end', 'raw/alice/a\nb.mov'],
  ['a control character beyond ASCII', 'raw/alice/a\u0085b.mov'],
  ['a dot segment', 'raw/alice/../bob/b.mov'],
  ['an empty part', 'raw/alice//b.mov'],
  ['more bytes than a store takes', `raw/alice/${'ü'.repeat(600)}.mov`],
];

describe('a key with', () => {
  it.each(odd)('%s is not plain, and so neither a source nor within the reach of a worker', (_what, key) => {
    expect(isPlainKey(key)).toBe(false);
    expect(mayRead(key, aJob({ owner: 'alice', request: { source: key } }))).toBe(false);
  });

  it('spaces, dots and letters of any script is plain', () => {
    const key = 'raw/alice/trip/Ürlaub 100% + 😀...mov';
    expect(isPlainKey(key)).toBe(true);
    expect(mayRead(key, aJob({ owner: 'alice' }))).toBe(true);
  });
});
