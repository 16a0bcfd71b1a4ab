import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfPart, mostBytes, planOf, planParts } from '#shared/plan-parts.ts';

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;
const sizes = fc.oneof(
  fc.integer({ min: 1, max: 64 * MiB }),
  fc.integer({ min: 1, max: mostBytes }),
  fc.constantFrom(1, 8 * MiB, 8 * MiB + 1, 80_000 * MiB, 80_000 * MiB + 1, mostBytes),
);

describe('the parts of a file', () => {
  it('cover its bytes exactly, as S3 allows them', () => {
    fc.assert(
      fc.property(sizes, (bytes) => {
        const plan = planParts(bytes);
        const [last, others] = [bytesOfPart(bytes, plan, plan.partCount), plan.partCount - 1];
        expect(others * plan.partBytes + last).toBe(bytes);
        expect(plan.partCount).toBeLessThanOrEqual(10_000);
        expect(last).toBeGreaterThan(0);
        expect(last).toBeLessThanOrEqual(plan.partBytes);
        expect(plan.partBytes).toBeGreaterThanOrEqual(5 * MiB);
        expect(plan.partBytes).toBeLessThanOrEqual(5 * GiB);
      }),
    );
  });

  it('are the same when they are planned again from the record', () => {
    fc.assert(
      fc.property(sizes, (bytes) => {
        const plan = planParts(bytes);
        expect(planOf({ bytes, partBytes: plan.partBytes })).toEqual(plan);
      }),
    );
  });

  it.each([
    [0, 1],
    [1, 1],
    [8 * MiB, 1],
    [8 * MiB + 1, 2],
    [80_000 * MiB, 10_000],
  ])('of %i bytes are of 8 MiB and %i in number', (bytes, partCount) => {
    expect(planParts(bytes)).toEqual({ partBytes: 8 * MiB, partCount });
  });

  it('are larger where there would be more than 10,000 of them', () => {
    expect(planParts(80_000 * MiB + 1).partBytes).toBe(9 * MiB);
  });

  it('of a file without bytes are one without bytes', () => {
    expect(bytesOfPart(0, planParts(0), 1)).toBe(0);
  });
});
