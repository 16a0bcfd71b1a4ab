import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstIdAt, firstIdEver, idBefore, lastIdAt, lastIdEver, newId } from '#shared/ids.ts';

const instant = fc.date({ min: new Date(0), max: new Date(2 ** 48 - 1), noInvalidDate: true });

describe('an id', () => {
  it('is a UUIDv7', () => {
    expect(newId()).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('sorts by the time it was made', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        fc.pre(a.getTime() < b.getTime());
        expect(newId(a) < newId(b)).toBe(true);
      }),
    );
  });

  it('sorts by the order of its making, within a millisecond too', () => {
    const ids = Array.from({ length: 1000 }, () => newId());
    expect(ids.toSorted()).toEqual(ids);
  });

  it('lies between the first and the last of its millisecond, and those within all there are', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const sorted = [firstIdEver, firstIdAt(at), newId(at), lastIdAt(at), lastIdEver];
        expect(sorted.toSorted()).toEqual(sorted);
      }),
    );
  });

  it('has one before it, with none between', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const id = newId(at);
        expect(idBefore(id) < id).toBe(true);
        expect(idBefore(id)).toHaveLength(36);
        expect(BigInt(`0x${id.replaceAll('-', '')}`) - BigInt(`0x${idBefore(id).replaceAll('-', '')}`)).toBe(1n);
      }),
    );
  });

  it('is asked for by times that nobody could have made one at', () => {
    expect(firstIdAt(new Date(-1))).toBe(firstIdEver);
  });
});
