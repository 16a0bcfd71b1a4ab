import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { childId } from '#shared/child-id.ts';
import { newId } from '#shared/ids.ts';

const parent = newId(new Date('2026-11-21T12:00:00.000Z'));
const index = fc.integer({ min: 1, max: 16_000_000 });

describe('the id of a child', () => {
  it('is a UUIDv7 and always the same', () => {
    fc.assert(
      fc.property(index, (at) => {
        expect(z.uuidv7().safeParse(childId(parent, at)).success).toBe(true);
        expect(childId(parent, at)).toBe(childId(parent, at));
      }),
    );
  });

  it('sorts as children are counted', () => {
    fc.assert(
      fc.property(index, index, (one, other) => {
        expect(childId(parent, one) < childId(parent, other)).toBe(one < other);
      }),
    );
  });

  it('is of its parent alone', () => {
    const ids = [parent, newId(new Date('2026-11-21T12:00:00.000Z')), newId()].map((each) => childId(each, 1));
    expect(new Set(ids).size).toBe(3);
  });
});
