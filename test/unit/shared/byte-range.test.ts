import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOf } from '#shared/byte-range.ts';

describe('a Range header (RFC 9110 §14.2)', () => {
  it.each([
    ['bytes=0-', { start: 0, end: 9 }],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=2-4', { start: 2, end: 4 }],
    ['bytes=9-100', { start: 9, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-100', { start: 0, end: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=4-2', undefined],
    ['bytes=0-1,3-4', undefined],
    ['bytes=-', undefined],
    ['bytes=a-b', undefined],
    ['items=0-1', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s of ten bytes is %j', (header, range) => {
    expect(rangeOf(header, 10)).toEqual(range);
  });

  it('of nothing can never be satisfied', () => {
    for (const header of ['bytes=0-', 'bytes=-1', 'bytes=0-0']) expect(rangeOf(header, 0)).toBe('unsatisfiable');
  });

  it('never leaves the bytes there are', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1 }), (a, b, bytes) => {
        const range = rangeOf(`bytes=${a}-${b}`, bytes);
        if (typeof range !== 'object') return;
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(bytes);
      }),
    );
  });
});
