import { expect, test } from 'vitest';
import { planSmaller } from '#media/plan-smaller.ts';
import { aSource, filmFor } from './builders.ts';

const request = { rendition: { container: 'mp4', targetBytes: 10_000_000 } } as never;
const bitrateOf = (plan: ReturnType<typeof planSmaller>) =>
  plan?.video?.mode === 'encode' && 'bitrate' in plan.video.rate ? plan.video.rate.bitrate : null;

test('a file within its size is left alone', () => {
  expect(planSmaller(filmFor(aSource(), request), 10_000_000)).toBeNull();
  expect(planSmaller(filmFor(aSource()), 99_000_000)).toBeNull();
});

test('a file past its size gets fewer bits, and a little fewer than that', () => {
  const plan = filmFor(aSource(), request);
  expect(bitrateOf(planSmaller(plan, 11_000_000))).toBeCloseTo(((bitrateOf(plan) ?? 0) * 0.98) / 1.1, -1);
});
