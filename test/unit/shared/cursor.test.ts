import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCursor, sealCursor } from '#shared/cursor.ts';

const list = { owner: 'alice', states: ['failed'] };
const refused = expect.objectContaining({ code: 'request.invalid', field: 'cursor' });

describe('a cursor', () => {
  it('gives its position back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (position) => {
        const cursor = sealCursor(position, list);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(openCursor(cursor, list, z.any())).toEqual(JSON.parse(JSON.stringify(position)));
      }),
    );
  });

  it.each([{ owner: 'bob', states: ['failed'] }, { owner: 'alice' }, {}, null])(
    'is refused in the list %j',
    (other) => {
      expect(() => openCursor(sealCursor('x', list), other, z.string())).toThrow(refused);
    },
  );

  it('is refused when its position is none', () => {
    expect(() => openCursor(sealCursor('x', list), list, z.int())).toThrow(refused);
  });

  it('is refused when it is anything else', () => {
    const isRefused = (text: string) => expect(() => openCursor(text, list, z.any())).toThrow(refused);
    fc.assert(fc.property(fc.string(), (text) => void isRefused(text)));
  });
});
