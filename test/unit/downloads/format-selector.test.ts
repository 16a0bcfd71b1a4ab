import { describe, expect, it } from 'vitest';
import { faultOfSelector } from '#downloads/format-selector.ts';

describe('a selector of formats', () => {
  it.each([
    'b',
    '137',
    'bv*+ba/b',
    'bestvideo.2+bestaudio',
    'bv*[height<=1080][ext=mp4]+ba[ext=m4a]/b[ext=mp4]/bv*+ba/b',
    '(bv*+ba/b)[height<720]',
    'b[filesize<?500M]',
    'ba[acodec^=mp4a]/ba[vcodec!=none]',
    '[height=360]',
    'hls-1080p_v2/w',
  ])('may be %s', (text) => expect(faultOfSelector(text)).toBeNull());

  it.each([
    ['', 'expected the name of a format at the end'],
    ['137,140', 'expected + or / or the end at ",140"'],
    ['all', 'expected one format, not several at "all"'],
    ['ba+mergeall', 'expected one format, not several at "mergeall"'],
    ['bv+', 'expected the name of a format at the end'],
    ['(b', 'expected a closing bracket at the end'],
    ['b)', 'expected + or / or the end at ")"'],
    ["b[title~='(a+)+$']", `expected a condition such as [height<=1080] at "[title~='(a+"`],
    ['b[height<=1080', 'expected a condition such as [height<=1080] at "[height<=108"'],
    ['b; id', 'expected + or / or the end at "; id"'],
    ['b\n--exec=id', 'expected + or / or the end at "\\n--exec=id"'],
    ['((((((b))))))', 'expected at most 5 brackets within each other at "b))))))"'],
  ])('may not be %j, and says where', (text, fault) => expect(faultOfSelector(text)).toBe(fault));

  it('is read in no time, however hostile it is', () => {
    const before = performance.now();
    for (const piece of ['(', '[', 'b[', 'b+', 'b/', '[a=', '.', '[a=b]'])
      faultOfSelector(piece.repeat(200 / piece.length));
    expect(performance.now() - before).toBeLessThan(200);
  });
});
