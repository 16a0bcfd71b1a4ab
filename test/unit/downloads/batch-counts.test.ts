import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countItems, endOf, noItems, percentOver } from '#downloads/batch-counts.ts';
import { jobState } from '#shared/job.ts';

const of = (items: number, refused: number, states: object) => countItems({ items, refused }, states);

describe('the items of a batch', () => {
  it('are counted by state, with those that wait for their turn', () => {
    expect(of(12, 2, { succeeded: 3, running: 2, failed: 1 })).toEqual({
      ...{ items: 12, refused: 2, notBegun: 4, queued: 0, running: 2 },
      ...{ succeeded: 3, failed: 1, canceled: 0, expired: 0 },
    });
  });

  it('add up, whatever their states', () => {
    const states = fc.dictionary(fc.constantFrom(...jobState.options), fc.nat(50));
    fc.assert(
      fc.property(states, fc.nat(5), fc.nat(50), (begun, refused, waiting) => {
        const items = Object.values(begun).reduce((sum, each) => sum + each, refused + waiting);
        const { items: all, ...counts } = of(items, refused, begun);
        expect(Object.values(counts).reduce((sum, each) => sum + each)).toBe(all);
        const percent = percentOver({ items: all, ...counts });
        expect(percent === 100).toBe(all > 0 && counts.notBegun + counts.queued + counts.running === 0);
      }),
    );
  });

  it('are over by as much as is never too much', () => {
    expect(percentOver(of(3, 0, { succeeded: 2 }))).toBe(66.6);
    expect(percentOver(noItems)).toBe(0);
  });
});

describe('a batch ends', () => {
  it('well when one came through, and says what became of the others', () => {
    expect(endOf(of(12, 1, { succeeded: 7, expired: 1, failed: 2 }))).toEqual({
      notes: ['8 of 12 items came through', '2 failed', '1 refused', '1 could not be begun'],
    });
    expect(endOf(of(1, 0, { expired: 1 }))).toEqual({ notes: ['1 of 1 items came through'] });
  });

  it('badly when none did', () => {
    expect(endOf(of(3, 1, { failed: 2 }))).toEqual({
      error: { message: 'of 3 items none came through: 2 failed, 1 refused' },
    });
  });
});
