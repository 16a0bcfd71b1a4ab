import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfPart, mostBytes, planOf, planParts } from '#uploads/plan-parts.ts';

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;
const sizes = fc.oneof(
  fc.integer({ min: 1, max: 64 * MiB }),
  fc.integer({ min: 1, max: mostBytes }),
  fc.constantFrom(1, 8 * MiB, 8 * MiB + 1, 80_000 * MiB, 80_000 * MiB + 1, mostBytes),
);

describe('the parts of an upload', () => {
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

  it('are of 8 MiB until there would be more than 10,000 of them', () => {
    expect(planParts(80_000 * MiB)).toEqual({ partBytes: 8 * MiB, partCount: 10_000 });
    expect(planParts(80_000 * MiB + 1).partBytes).toBe(9 * MiB);
  });

  it('are refused past the limit of the installation, and past S3’s own', () => {
    const refusal = expect.objectContaining({ code: 'upload.too-large', field: 'bytes' });
    expect(() => planParts(GiB + 1, GiB)).toThrow(refusal);
    expect(() => planParts(mostBytes + 1)).toThrow(refusal);
    expect(() => planParts(mostBytes + 1, 2 * mostBytes)).toThrow(String(mostBytes));
    expect(planParts(GiB, GiB).partCount).toBe(128);
  });
});
