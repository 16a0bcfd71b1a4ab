import { describe, expect, it } from 'vitest';
import { cookiesIn, readNetscape, writeNetscape } from '#shared/cookies/netscape.ts';
import { aCookie, aLine } from '../../../support/cookies.ts';

const only = (text: string) => {
  const [line, ...more] = readNetscape(text);
  expect(more).toEqual([]);
  return line;
};

const problemOf = (text: string): unknown => {
  const line = only(text);
  return line && 'problem' in line ? `line ${line.line} ${line.problem}` : line;
};

describe('cookies.txt', () => {
  it('is read past comments, empty lines, a byte order mark and the ends of lines of any system', () => {
    const text = `\ufeff# Netscape HTTP Cookie File\r\n\r\n# by an extension\r\n${aLine()}\r\n   \n${aLine({ name: 'b' })}\r`;
    expect(readNetscape(text)).toEqual([
      { line: 4, cookie: aCookie() },
      { line: 6, cookie: aCookie({ name: 'b' }) },
    ]);
  });

  it('tells a cookie of one host from one of all below it, whichever way it says so', () => {
    expect(cookiesIn(aLine({ domain: 'www.example.com', below: 'FALSE' }))).toEqual([
      aCookie({ domain: 'www.example.com', hostOnly: true }),
    ]);
    expect(cookiesIn(aLine({ domain: 'example.com', below: 'TRUE' }))).toEqual([aCookie()]);
    expect(cookiesIn(aLine({ domain: '.example.com', below: 'FALSE' }))).toEqual([aCookie()]);
  });

  it('keeps what scripts may not see as such', () => {
    expect(cookiesIn(`#HttpOnly_${aLine()}`)).toEqual([aCookie({ httpOnly: true })]);
  });

  it.each([['0'], [''], ['-1']])('takes an end of "%s" for the end of the session', (expires) => {
    expect(cookiesIn(aLine({ expires }))).toEqual([aCookie({ expires: null })]);
  });

  it('takes fractions of a second, names in other scripts, and values of any length that browsers keep', () => {
    expect(cookiesIn(aLine({ expires: '1893456000.75' }))).toEqual([aCookie()]);
    expect(cookiesIn(aLine({ domain: '.Bücher.example' }))).toEqual([aCookie({ domain: 'xn--bcher-kva.example' })]);
    const value = `{"a": "b; c=ü"}${'x'.repeat(4000)}`;
    expect(cookiesIn(aLine({ value }))).toEqual([aCookie({ value })]);
  });

  it.each([
    ['three fields', `${aLine()}\na\tb\tc`, 'line 2 has 3 fields, and 7 separated by tabs are expected'],
    [
      'spaces in place of tabs',
      aLine().replaceAll('\t', ' '),
      'line 1 has 1 fields, and 7 separated by tabs are expected',
    ],
    ['a domain that is none', aLine({ domain: 'not a domain' }), 'line 1 the domain is no domain'],
    ['an address for a domain', aLine({ domain: 'http://example.com' }), 'line 1 the domain is no domain'],
    ['no domain', aLine({ domain: '' }), 'line 1 the domain is no domain'],
    ['a path that is none', aLine({ path: 'x' }), 'line 1 the path does not begin with /'],
    ['an end that is no number', aLine({ expires: 'soon' }), 'line 1 the expires is no time'],
    ['neither name nor value', aLine({ name: '', value: '' }), 'line 1 the name is empty, and so is the value'],
    ['a control character', aLine({ value: 'a\u0000b' }), 'line 1 the value holds a control character'],
    [
      'too long a value',
      aLine({ value: 'x'.repeat(9000) }),
      'line 1 the value has more than 8192 bytes together with the name',
    ],
  ])('with %s is refused by its line', (_what, text, problem) => {
    const bad = readNetscape(text).find((line) => 'problem' in line);
    expect(bad && 'problem' in bad && `line ${bad.line} ${bad.problem}`).toBe(problem);
  });

  it('is refused without a word of what it holds', () => {
    for (const text of [`canary\tcanary\tcanary`, aLine({ domain: 'canary canary' }), aLine({ path: 'canary' })])
      expect(JSON.stringify(problemOf(text))).not.toContain('canary');
  });

  it('is written so that the same is read back', () => {
    const cookies = [
      aCookie(),
      aCookie({ name: 'h', hostOnly: true, httpOnly: true, secure: false, path: '/a b' }),
      aCookie({ name: '', value: 'bare', expires: null }),
      aCookie({ name: 'ü', value: '', domain: '127.0.0.1', hostOnly: true }),
    ];
    expect(cookiesIn(writeNetscape(cookies))).toEqual(cookies);
    expect(writeNetscape(cookies).split('\n')[0]).toBe('# Netscape HTTP Cookie File');
  });
});
