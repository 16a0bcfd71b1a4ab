import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pictureFilters } from '#media/arguments/picture-filters.ts';
import { aSource, aVideo, filmFor, pictureFor } from './builders.ts';

const sourceWith = (facts: Parameters<typeof aVideo>[0]) => aSource({ video: aVideo(facts) });

describe('the picture', () => {
  test('is never enlarged by a preset', () => {
    const plan = filmFor(sourceWith({ width: 640, height: 360 }), { preset: 'h264-1080p' });
    expect(plan.video).toMatchObject({ picture: { width: 640, height: 360, fit: 'none' } });
    expect(plan.notes).toContain('kept at 640x360: the source is not larger');
  });

  test('loses an odd row by cropping, which blurs nothing', () => {
    expect(pictureFor(sourceWith({ width: 641, height: 361 }))).toMatchObject({ width: 640, height: 360, fit: 'crop' });
  });

  test('of wide pixels is scaled square', () => {
    const picture = pictureFor(sourceWith({ width: 1024, height: 576, squarePixels: false }));
    expect(picture).toMatchObject({ width: 1024, height: 576, fit: 'scale' });
  });

  test('that is interlaced is deinterlaced before all else', () => {
    expect(pictureFilters(pictureFor(sourceWith({ isInterlaced: true })))[0]).toMatch(/^bwdif/);
  });

  test('is at most 8192 long, and at most 4096 for H.264, whose decoders end there', () => {
    const wide = { width: 12_000, height: 1000 };
    expect(pictureFor(sourceWith(wide), { container: 'mp4' }).width).toBe(4096);
    expect(pictureFor(sourceWith(wide), { container: 'webm' }).width).toBe(8192);
  });

  test('keeps any size even, bounded and no larger than the source through a whole plan', () => {
    const side = fc.integer({ min: 1, max: 8192 });
    const presets = fc.constantFrom('h264-1080p', 'h264-480p', 'vp9-webm', 'hevc-1080p', 'av1-1080p' as const);
    fc.assert(
      fc.property(
        side,
        side,
        fc.constantFrom(0, 90, 180, 270),
        fc.boolean(),
        presets,
        (width, height, rotation, squarePixels, preset) => {
          const picture = pictureFor(sourceWith({ width, height, rotation, squarePixels }), { preset });
          const least = preset === 'hevc-1080p' || preset === 'av1-1080p' ? 16 : 2;
          expect([picture.width % 2, picture.height % 2]).toEqual([0, 0]);
          expect(picture.width).toBeLessThanOrEqual(Math.max(least, width));
          expect(picture.height).toBeLessThanOrEqual(Math.max(least, height));
          expect(Math.min(picture.width, picture.height)).toBeLessThanOrEqual(1080);
        },
      ),
    );
  });
});

describe('HDR', () => {
  test.each([
    ['h264-1080p', 'pq', 'yuv420p'],
    ['vp9-webm', 'pq', 'yuv420p'],
    ['hevc-1080p', null, 'yuv420p10le'],
    ['av1-1080p', null, 'yuv420p10le'],
  ] as const)('is for %s tone-mapped from %s, in %s', (preset, toneMap, pixelFormat) => {
    expect(pictureFor(sourceWith({ hdr: 'pq', bitDepth: 10 }), { preset })).toMatchObject({ toneMap, pixelFormat });
  });

  test('is tone-mapped after scaling, where floating point costs least', () => {
    const filters = pictureFilters(pictureFor(sourceWith({ hdr: 'hlg', bitDepth: 10, width: 3840, height: 2160 })));
    const at = (name: string) => filters.findIndex((filter) => filter.startsWith(name));
    expect(at('scale')).toBeLessThan(at('zscale'));
    expect(filters.join()).toContain('tin=arib-std-b67');
  });

  test('metadata does not stay on what is no longer HDR', () => {
    const filters = pictureFilters(pictureFor(sourceWith({ hdr: 'pq', bitDepth: 10 })));
    expect(filters).toContain('sidedata=mode=delete:type=MASTERING_DISPLAY_METADATA');
  });

  test('of Dolby Vision profile 5 is refused: its colours cannot be told from nonsense', () => {
    expect(() => pictureFor(sourceWith({ hdr: 'pq', dolbyVision: 5 }))).toThrow(/profile 5/);
    expect(pictureFor(sourceWith({ hdr: 'pq', dolbyVision: 8 })).toneMap).toBe('pq');
  });
});

describe('the frame rate', () => {
  test('is left to each frame', () => {
    expect(pictureFor(sourceWith({ isVariable: true, fps: '240/17' })).fps).toBeNull();
    expect(pictureFor(sourceWith({ fps: '30000/1001' })).fps).toBeNull();
  });

  test('is made constant on purpose only', () => {
    const constant = { container: 'mp4', frameRate: 'constant' } as const;
    const rendition = (more: object) => ({ rendition: { ...constant, ...more } }) as never;
    expect(pictureFor(sourceWith({ fps: '25/1' }), rendition({})).fps).toBe('25/1');
    expect(pictureFor(sourceWith({ fps: '240/17', isVariable: true }), rendition({})).fps).toBe('30/1');
    expect(pictureFor(sourceWith({ fps: '25/1' }), rendition({ fps: 50 })).fps).toBe('50/1');
  });

  test('keeps the rates of American television what they are', () => {
    const asked = { rendition: { container: 'mp4', fps: 29.97 } } as never;
    expect(pictureFor(sourceWith({ fps: '60/1' }), asked).fps).toBe('30000/1001');
  });

  test('of a slow-motion clip ends at what players keep up with', () => {
    expect(pictureFor(sourceWith({ fps: '240/1' })).fps).toBe('60/1');
    expect(pictureFor(sourceWith({ fps: '60/1' })).fps).toBeNull();
  });
});
