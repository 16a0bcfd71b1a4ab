import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bounds, fitSize } from '#media/fit-size.ts';

const bounds = (given: Partial<Bounds> = {}): Bounds => ({ longSide: 8192, minSide: 2, upscale: false, ...given });
const side = fc.integer({ min: 1, max: 16_384 });
const size = fc.record({ width: side, height: side });
const evenSide = fc.integer({ min: 1, max: 2160 }).map((half) => half * 2);

describe('the size to encode at', () => {
  test('goes by the short side, whichever way the picture stands', () => {
    expect(fitSize({ width: 3840, height: 2160 }, bounds({ shortSide: 1080 }))).toEqual({ width: 1920, height: 1080 });
    expect(fitSize({ width: 2160, height: 3840 }, bounds({ shortSide: 1080 }))).toEqual({ width: 1080, height: 1920 });
  });

  test('fits a box without changing the shape', () => {
    expect(fitSize({ width: 1920, height: 1080 }, bounds({ width: 640, height: 640 }))).toEqual({
      width: 640,
      height: 360,
    });
  });

  test('enlarges only when asked', () => {
    const source = { width: 640, height: 360 };
    expect(fitSize(source, bounds({ shortSide: 720 }))).toEqual(source);
    expect(fitSize(source, bounds({ shortSide: 720, upscale: true }))).toEqual({ width: 1280, height: 720 });
  });

  test('gives a single pixel the least that an encoder takes', () => {
    expect(fitSize({ width: 1, height: 1 }, bounds({ minSide: 16 }))).toEqual({ width: 16, height: 16 });
  });

  test('bends a panorama down to what players take', () => {
    expect(fitSize({ width: 12_000, height: 1000 }, bounds({ longSide: 4096 }))).toEqual({ width: 4096, height: 342 });
  });

  test('is always even, within its bounds, and never larger than the source', () => {
    fc.assert(
      fc.property(size, fc.option(evenSide, { nil: undefined }), (source, shortSide) => {
        const made = fitSize(source, bounds({ shortSide }));
        expect([made.width % 2, made.height % 2]).toEqual([0, 0]);
        expect(Math.max(made.width, made.height)).toBeLessThanOrEqual(8192);
        expect(made.width).toBeLessThanOrEqual(Math.max(2, source.width));
        expect(made.height).toBeLessThanOrEqual(Math.max(2, source.height));
        if (shortSide) expect(Math.min(made.width, made.height)).toBeLessThanOrEqual(shortSide);
      }),
    );
  });

  test('keeps the shape to within a pixel of each side', () => {
    fc.assert(
      fc.property(size, evenSide, fc.boolean(), (source, shortSide, upscale) => {
        const made = fitSize(source, bounds({ shortSide, upscale }));
        fc.pre(Math.min(made.width, made.height) > 2);
        const scales = (pixels: number, of: number) => ({ least: (pixels - 1) / of, most: (pixels + 1) / of });
        const across = scales(made.width, source.width);
        const down = scales(made.height, source.height);
        expect(Math.max(across.least, down.least)).toBeLessThanOrEqual(Math.min(across.most, down.most));
      }),
    );
  });
});
