import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantInWords, plainName, playingTime, sizeInWords, spanInWords } from '#notifications/words.ts';

describe('words for people', () => {
  it('says an instant with its weekday and UTC', () => {
    expect(instantInWords(new Date('2026-11-28T16:35:00Z'))).toBe('Saturday 28 November 2026, 16:35 UTC');
    expect(instantInWords(new Date('2026-01-01T00:05:00Z'))).toBe('Thursday 1 January 2026, 00:05 UTC');
  });

  it.each([
    [0, 'less than a minute'],
    [58, 'less than a minute'],
    [59, '1 minute'],
    [3527, '58 minutes'],
    [3528, '1 hour'],
    [3600, '1 hour'],
    [7127, '1 hour'],
    [7128, '2 hours'],
    [84_671, '23 hours'],
    [84_672, '1 day'],
    [6.97 * 86_400, '6 days'],
    [6.99 * 86_400, '7 days'],
    [7 * 86_400 - 1, '7 days'],
    [7 * 86_400, '7 days'],
    [7.5 * 86_400, '7 days'],
  ])('says %d s as %s', (seconds, words) => expect(spanInWords(seconds)).toBe(words));

  it.each([
    [8.3, '0:08'],
    [5.97, '0:05'],
    [724, '12:04'],
    [3724, '1:02:04'],
  ])('shows %d s of playing time as %s', (seconds, words) => expect(playingTime(seconds)).toBe(words));

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [12_400_000, '12.4 MB'],
    [5_000_000_000_000, '5.0 TB'],
  ])('says %d bytes as %s', (bytes, words) => expect(sizeInWords(bytes)).toBe(words));
});

describe('a name that somebody else chose', () => {
  it('keeps letters of every script and emoji made of several', () => {
    expect(plainName('Ferien 👩‍👩‍👧 夏休み.mp4')).toBe('Ferien 👩‍👩‍👧 夏休み.mp4');
  });

  it('cannot turn the direction of what follows', () => {
    expect(plainName('invoice\u202egpj.exe')).toBe('invoicegpj.exe');
  });

  it('is cut by whole characters', () => expect(plainName('😀'.repeat(100), 10)).toBe(`${'😀'.repeat(9)}…`));

  it('has a name even when nothing is left', () => expect(plainName('\r\n\u0000')).toBe('untitled'));

  it('never holds a line break or another control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(plainName(name)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(Array.from(plainName(name)).length).toBeLessThanOrEqual(80);
      }),
    );
  });
});
