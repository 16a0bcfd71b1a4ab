import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctNames } from '#downloads/distinct-names.ts';
import { type PathFacts, pathOf } from '#downloads/path-template.ts';
import { faultOfTemplate, pathVariables } from '#downloads/path-variables.ts';
import { safeSegment } from '#downloads/safe-segment.ts';

const facts: PathFacts = {
  id: 'x1y2',
  title: 'Ólafur: «Live» in Róm?',
  ext: 'mp4',
  uploader: 'Ann',
  channel: null,
  date: '2026-04-01',
  random: 'k3v9q2ab',
  playlist: 'AC/DC',
  playlistIndex: 7,
  width: 1920,
  height: 1080,
  seconds: 93.4,
  site: 'vimeo',
  index: 12,
};

/** Texts as sites have them: any letter, and those that hurt. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '../',
        '..',
        '/',
        '\\',
        '\u202e',
        'CON',
        'nul.',
        ' ',
        '.',
        '\0',
        '👨‍👩‍👧‍👦',
        'é'.repeat(200),
        'e\u0301',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const expectSafe = (path: string): void => {
  expect(path).not.toMatch(/^\/|\\|\/\/|\/$/);
  expect(Buffer.byteLength(path)).toBeLessThanOrEqual(806);
  expect(path.isWellFormed()).toBe(true);
  expect(path.normalize('NFC')).toBe(path);
  for (const segment of path.split('/')) {
    expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(255);
    expect(segment).toMatch(/^[^. ](.*[^. ])?$/su);
    expect(segment).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(segment).not.toMatch(/[\u0000-\u001f\u007f-\u009f<>:"|?*\u202a-\u202e\u2066-\u2069]/);
  }
};

describe('a path', () => {
  it.each([
    ['{title}.{ext}', 'Ólafur «Live» in Róm.mp4'],
    ['{safe_title}.{ext}', 'Olafur_Live_in_Rom.mp4'],
    ['{title}', 'Ólafur «Live» in Róm.mp4'],
    ['{uploader}/{year}/{month}/{date} {id}.{ext}', 'Ann/2026/04/2026-04-01 x1y2.mp4'],
    ['{playlist}/{playlist_index}-{title}.{ext}', 'AC_DC/007-Ólafur «Live» in Róm.mp4'],
    ['{index} {resolution} {duration}s {site} {random}.{ext}', '012 1920x1080 93s vimeo k3v9q2ab.mp4'],
    ['{channel}/{ext}/{id}', 'Ann/mp4/x1y2.mp4'],
    ['con/aux.{ext}', '_con/_aux.mp4'],
  ])('by %s is %s', (template, path) => expect(pathOf(facts, template)).toBe(path));

  it('has the id where nothing is known or nothing is left', () => {
    const bare: PathFacts = { ...facts, title: '???', uploader: null, channel: ' . ', date: null };
    expect(pathOf(bare, '{channel}/{date}/{uploader}.{ext}')).toBe('x1y2/x1y2/x1y2.mp4');
    expect(pathOf({ ...bare, id: '/' }, '{title}.{ext}')).toBe('_.mp4');
    expect(pathOf({ ...bare, id: '??' }, '{title}.{ext}')).toBe('file.mp4');
    expect(pathOf({ ...facts, title: null })).toBe('x1y2.mp4');
  });

  it('keeps its ending however long the title is, and cuts between letters', () => {
    const family = '👨‍👩‍👧‍👦';
    const path = pathOf({ ...facts, title: family.repeat(50) });
    expect(path).toBe(`${family.repeat(10)}.mp4`);
  });

  it('has an ending of letters and digits, whatever a site calls its format', () => {
    expect(pathOf({ ...facts, ext: '../sh' }, '{id}.{ext}')).toBe('x1y2.bin');
    expect(pathOf({ ...facts, ext: 'MP4' }, '{id}.{ext}')).toBe('x1y2.mp4');
  });

  it('is safe whatever the site says, in every variable', () => {
    const template = fc
      .array(
        fc.array(fc.constantFrom(...pathVariables.map((name) => `{${name}}`), ' ', '-', '..', 'a'), {
          minLength: 1,
          maxLength: 4,
        }),
        {
          minLength: 1,
          maxLength: 6,
        },
      )
      .map((segments) => segments.map((parts) => parts.join('')).join('/'))
      .filter((text) => faultOfTemplate(text) === null);
    const hostile = fc.record({
      id: anyText,
      title: anyText,
      uploader: anyText,
      channel: anyText,
      playlist: anyText,
      ext: anyText,
      site: anyText,
    });
    fc.assert(fc.property(template, hostile, (text, said) => expectSafe(pathOf({ ...facts, ...said }, text))));
  });
});

describe('a part of a path', () => {
  it('is left as it is when it is safe already', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 20, max: 255 }), (text, most) => {
        const once = safeSegment(text, most);
        expect(once === null ? null : safeSegment(once, most)).toBe(once);
      }),
    );
  });
});

describe('a template', () => {
  it.each([
    ['{titel}.{ext}', /^there is no \{titel\}; there are \{id\}/],
    ['{}', /^there is no \{\}/],
    ['{title', /bracket/],
    ['/etc/{title}', /relative/],
    ['a\\{title}', /relative/],
    ['../{title}', /no folders/],
    ['a//b', /no name/],
    ['a/', /no name/],
    ['a/b/c/d/e/f/g', /at most 5 folders/],
    ['%(title)s/{__class__}', /there is no \{__class__\}/],
  ])('%s is refused', (template, why) => expect(faultOfTemplate(template)).toMatch(why));
});

describe('the names of several files', () => {
  it('are told apart by a number, also where only case or accents differ', () => {
    expect(distinctNames(['a.mp4', 'A.mp4', 'b.mp4', 'a.mp4', 'a (2).mp4', '\u00e9.mp4', 'e\u0301.mp4'])).toEqual([
      'a.mp4',
      'A (2).mp4',
      'b.mp4',
      'a (3).mp4',
      'a (2) (2).mp4',
      '\u00e9.mp4',
      '\u00e9 (2).mp4',
    ]);
  });

  it('are those of no folder', () => {
    expect(distinctNames(['x/a.mp4', 'X', 'a.mp4/b.srt', 'a.mp4'])).toEqual([
      'x/a.mp4',
      'X (2)',
      'a.mp4/b.srt',
      'a (2).mp4',
    ]);
  });

  it('are distinct and safe for any titles', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyText, fc.constantFrom('a', 'A', 'é'.repeat(300))), { maxLength: 12 }),
        (titles) => {
          const names = distinctNames(titles.map((title) => pathOf({ ...facts, title }, '{title}.{ext}')));
          expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(titles.length);
          for (const name of names) expectSafe(name);
        },
      ),
    );
  });
});
