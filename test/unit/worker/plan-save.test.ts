import { expect, it } from 'vitest';
import { planSave } from '#worker/plan-save.ts';

const MiB = 1024 ** 2;

it.each([
  [0, 1],
  [1, 1],
  [8 * MiB, 1],
  [8 * MiB + 1, 2],
  [80_000 * MiB, 10_000],
])('sends %i bytes in %i parts', (bytes, partCount) =>
  expect(planSave(bytes)).toEqual({ partBytes: 8 * MiB, partCount }),
);

it('makes parts larger where there would be too many', () => {
  const { partBytes, partCount } = planSave(5 * 1024 ** 4);
  expect(partCount).toBeLessThanOrEqual(10_000);
  expect(partBytes * partCount).toBeGreaterThanOrEqual(5 * 1024 ** 4);
});
