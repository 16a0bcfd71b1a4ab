import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDisposition } from '#shared/content-disposition.ts';

/** Control characters and halves of surrogate pairs included. */
const anything = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('a Content-Disposition', () => {
  it.each([
    ['holiday.mp4', false, 'attachment; filename="holiday.mp4"'],
    ['holiday.mp4', true, 'inline; filename="holiday.mp4"'],
    [undefined, false, 'attachment'],
    ['Größe.mp4', false, `attachment; filename="Gro_e.mp4"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.mp4`],
    ['a"b\\c%.mp4', false, `attachment; filename="a_b_c_.mp4"; filename*=UTF-8''a%22b%5Cc%25.mp4`],
    ["it's (1).mp4", false, `attachment; filename="it's (1).mp4"`],
    ['日本.mp4', true, `inline; filename="__.mp4"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.mp4`],
  ])('of %s', (name, inline, header) => {
    expect(contentDisposition(name, inline)).toBe(header);
  });

  it('can break no header, whatever the name', () => {
    fc.assert(
      fc.property(anything, (name) => {
        expect(contentDisposition(name, false)).toMatch(
          /^attachment; filename="[ !#$&-[\]-~]*"(; filename\*=UTF-8''[\w!#$&+.^`|~%-]*)?$/,
        );
      }),
    );
  });

  it('gives the whole name to whoever reads its second form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const [, extended] = /filename\*=UTF-8''(.*)$/.exec(contentDisposition(name, false)) ?? [];
        if (extended !== undefined) expect(decodeURIComponent(extended)).toBe(name);
      }),
    );
  });
});
