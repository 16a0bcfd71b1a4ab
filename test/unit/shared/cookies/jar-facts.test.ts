import { describe, expect, it } from 'vitest';
import { flawOf, hasEnded, isOfSite } from '#shared/cookies/cookie.ts';
import { hostOf } from '#shared/cookies/host-of.ts';
import { factsOf, tooMuch } from '#shared/cookies/jar-facts.ts';
import { aCookie } from '../../../support/cookies.ts';

describe('what is told of a jar', () => {
  it('is domains, count, and when the first and the last of it end', () => {
    const cookies = [aCookie({ expires: 1_900_000_000 }), aCookie({ domain: 'a.example.com', expires: 1_800_000_000 })];
    expect(factsOf(cookies)).toEqual({
      domains: ['a.example.com', 'example.com'],
      count: 2,
      firstExpiresAt: '2027-01-15T08:00:00.000Z',
      expiresAt: '2030-03-17T17:46:40.000Z',
    });
  });

  it('is no end while one lasts as long as its session', () => {
    expect(factsOf([aCookie({ expires: null })])).toEqual({ domains: ['example.com'], count: 1 });
    expect(factsOf([aCookie({ expires: null }), aCookie()])).toMatchObject({
      firstExpiresAt: '2030-01-01T00:00:00.000Z',
    });
    expect(factsOf([aCookie({ expires: null }), aCookie()])).not.toHaveProperty('expiresAt');
  });

  it('bears an end beyond all calendars', () => {
    expect(factsOf([aCookie({ expires: Number.MAX_SAFE_INTEGER })]).expiresAt).toBe('9999-12-31T23:59:59.000Z');
  });
});

describe('a jar', () => {
  it('is too much beyond a thousand cookies or 256 KiB', () => {
    expect(tooMuch(Array.from({ length: 1000 }, () => aCookie()))).toBeUndefined();
    expect(tooMuch(Array.from({ length: 1001 }, () => aCookie()))).toBe('a site may have 1000 cookies, these are 1001');
    const large = Array.from({ length: 40 }, () => aCookie({ value: 'x'.repeat(8000) }));
    expect(tooMuch(large)).toMatch(/^a site's cookies may have 262144 bytes, these have 32\d{4}$/);
  });
});

describe('a cookie', () => {
  it('ends at its very second', () => {
    expect(hasEnded(aCookie({ expires: 1000 }), new Date(999_999))).toBe(false);
    expect(hasEnded(aCookie({ expires: 1000 }), new Date(1_000_000))).toBe(true);
    expect(hasEnded(aCookie({ expires: null }), new Date())).toBe(false);
  });

  it('cannot bring a second line along', () => {
    for (const field of ['name', 'value', 'path'] as const)
      for (const end of ['\n', '\r', '\t', '\u0085', '\u2028'])
        expect(flawOf(aCookie({ [field]: `/a${end}.com\tTRUE` }))?.field).toBe(field);
  });
});

describe('the host of an address', () => {
  it.each([
    ['https://www.example.com/watch?v=1', 'www.example.com'],
    ['http://127.0.0.1:8080/x', '127.0.0.1'],
    ['https://youtu.be/abc', 'youtube.com'],
    ['https://www.youtube-nocookie.com/embed/abc', 'youtube.com'],
    ['https://BÜCHER.example./', 'xn--bcher-kva.example'],
    ['not an address', ''],
  ])('%s is %s', (url, host) => expect(hostOf(url)).toBe(host));

  it('is of a site by whole labels', () => {
    expect(isOfSite('www.example.com', 'example.com')).toBe(true);
    expect(isOfSite('example.com', 'example.com')).toBe(true);
    expect(isOfSite('evilexample.com', 'example.com')).toBe(false);
    expect(isOfSite('', 'example.com')).toBe(false);
  });
});
