import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNameOf } from '#media/file-name.ts';
import { languageName, languageTag } from '#media/language.ts';

describe('the name of a result', () => {
  test.each([
    ['Holiday in Rome.mov', 'Holiday in Rome.mp4'],
    ['Ferien – Zürich 🎬', 'Ferien – Zürich 🎬.mp4'],
    ['../../etc/passwd', 'etc passwd.mp4'],
    ['a\u0000b\nc', 'a b c.mp4'],
    ['CON: "what?" <now>', 'CON what now.mp4'],
    ['...', 'media.mp4'],
    ['', 'media.mp4'],
    ['evil\u202egpj.exe', 'evil gpj.mp4'],
  ])('%j is %j', (given, made) => {
    expect(fileNameOf(given, 'mp4')).toBe(made);
  });

  test('is short, and holds nothing that a path, a header or a shell would trip over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const made = fileNameOf(name, 'mp4');
        expect(Array.from(made).length).toBeLessThanOrEqual(124);
        expect(made).not.toMatch(/[\\/:"\r\n]|^\./);
        expect(made).toMatch(/^.+\.mp4$/u);
      }),
    );
  });
});

describe('a language', () => {
  test.each([
    ['eng', 'en', 'English'],
    ['ger', 'de', 'German'],
    ['deu', 'de', 'German'],
    ['pt-BR', 'pt-BR', 'Brazilian Portuguese'],
    ['not a language', null, null],
    [null, null, null],
  ])('%s is %s, in words %s', (code, tag, name) => {
    expect([languageTag(code), languageName(code)]).toEqual([tag, name]);
  });
});
