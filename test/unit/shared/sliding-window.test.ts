import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slide, windowOf } from '#shared/sliding-window.ts';

const minute = Date.UTC(2026, 10, 21, 12);
const at = (seconds: number): Date => new Date(minute + seconds * 1000);
const take = { key: 'k', count: 10, seconds: 60 };

describe('a window', () => {
  it('begins at whole multiples of its length', () => {
    expect(windowOf(at(59.999), 60)).toBe(windowOf(at(0), 60));
    expect(windowOf(at(60), 60)).toBe(windowOf(at(0), 60) + 1);
  });

  it.each([
    [0, 1, 0, true, 9],
    [0, 10, 0, true, 0],
    [0, 11, 0, false, 0],
    [0, 1, 10, false, 0],
    [30, 5, 10, true, 0],
    [30, 6, 10, false, 0],
    [30, 1, 1000, true, 4],
    [59.9, 1, 10, true, 8],
  ])('%d s on, with %d taken and %d before', (seconds, current, previous, allowed, remaining) => {
    expect(slide(take, { current, previous }, at(seconds))).toMatchObject({ allowed, remaining });
  });

  it('tells an allowed caller when it ends', () => {
    expect(slide(take, { current: 1, previous: 0 }, at(45)).resetSeconds).toBe(15);
  });

  it('tells a refused caller the first second at which one more fits', () => {
    const numbers = fc.record({
      count: fc.integer({ min: 1, max: 1000 }),
      seconds: fc.integer({ min: 1, max: 3600 }),
      current: fc.integer({ min: 1, max: 3000 }),
      previous: fc.integer({ min: 0, max: 3000 }),
      millisecond: fc.integer({ min: 0, max: 3_600_000 }),
    });
    fc.assert(
      fc.property(numbers, ({ count, seconds, current, previous, millisecond }) => {
        const limit = { key: 'k', count, seconds };
        const now = at(millisecond / 1000);
        const refused = slide(limit, { current, previous }, now);
        fc.pre(!refused.allowed);
        const then = new Date(now.getTime() + refused.resetSeconds * 1000);
        const windows = windowOf(then, seconds) - windowOf(now, seconds);
        const sameWindow = { current: current + 1, previous };
        const counts = windows === 0 ? sameWindow : { current: 1, previous: windows === 1 ? current : 0 };
        expect(slide(limit, counts, then).allowed).toBe(true);
        expect(refused.resetSeconds).toBeLessThanOrEqual(2 * seconds);
      }),
    );
  });
});
