import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeName } from '#shared/safe-name.ts';

const evil = [
  '..',
  '.',
  '/',
  '\\',
  '\u0000',
  ' ',
  'con',
  'COM1',
  'é',
  'e\u0301',
  '😀',
  '\ud83d',
  '\u202e',
  '\ufffe',
  '%',
];
const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(fc.constantFrom(...evil), { maxLength: 60 }).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('con', 'nul', 'lpt9', 'com¹'), fc.constantFrom('', ' ', '.', '.mov', ' .a.b'))
    .map((it) => it.join('')),
);
const always = (holds: (safe: string) => void) =>
  fc.assert(
    fc.property(anyName, (name) => void holds(safeName(name))),
    { numRuns: 500 },
  );

describe('a safe name', () => {
  it('is never a path, nor empty', () =>
    always((safe) => {
      expect(safe).not.toBe('');
      expect(safe).not.toMatch(/[/\\]|^\.+$/);
    }));

  it('is never a device of Windows, nor ends as Windows cannot', () =>
    always((safe) => {
      expect(safe).not.toMatch(/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i);
      expect(safe).not.toMatch(/[. ]$|^[. ]|[<>:"|?*]/);
    }));

  it('is well-formed text that XML takes: no control, no half of a letter, nothing that turns the line round', () =>
    always((safe) => {
      expect(safe.isWellFormed()).toBe(true);
      expect(safe).toBe(safe.normalize('NFC'));
      expect(safe).not.toMatch(/\p{Cc}|\p{Noncharacter_Code_Point}|[\u202a-\u202e\u2066-\u2069]/u);
    }));

  it('has at most 180 bytes', () => always((safe) => expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(180)));

  it('is its own safe name', () => always((safe) => expect(safeName(safe)).toBe(safe)));

  it.each([
    ['holiday.mov', 'holiday.mov'],
    ['C:\\Users\\me\\Videos\\holiday.mov', 'holiday.mov'],
    ['../../etc/passwd', 'passwd'],
    ['a/', 'file'],
    ['', 'file'],
    ['...', 'file'],
    ['.bashrc', 'bashrc'],
    ['what?.mov', 'what.mov'],
    ['tab\tand\nline.mov', 'tab and line.mov'],
    ['CON', '_CON'],
    ['con .mov', '_con .mov'],
    ['console.mov', 'console.mov'],
    ['Ürlaub – день 1 🏖️.mov', 'Ürlaub – день 1 🏖️.mov'],
    ['fdp.\u202evom', 'fdp.vom'],
  ])('of %j is %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  it('keeps the ending when it must be cut, and no half of a letter', () => {
    expect(safeName(`${'x'.repeat(300)}.mov`)).toBe(`${'x'.repeat(176)}.mov`);
    expect(safeName(`${'😀'.repeat(100)}.mov`)).toBe(`${'😀'.repeat(44)}.mov`);
  });
});
