import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audioBitrateFor, ceilingBitrate, shortSideFor, videoBitrateFor } from '#media/bitrate.ts';

const fullHd = { width: 1920, height: 1080 };

test('picture and sound together stay below the bytes asked for, with room for the container', () => {
  const bytes = fc.integer({ min: 1_000_000, max: 1_000_000_000 });
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 600 }), (targetBytes, seconds) => {
      const audio = audioBitrateFor(targetBytes, seconds, { tracks: 1, usual: 160_000 });
      fc.pre((targetBytes * 8) / seconds > 60_000);
      const video = videoBitrateFor(targetBytes, seconds, audio);
      expect(((video + audio) * seconds) / 8).toBeLessThan(targetBytes);
    }),
  );
});

test.each([
  ['a length that they are too few for', 600, '10000 bytes are too few for 600 s'],
  ['a length that nobody knows', null, 'the length of the source is not known, which targetBytes needs'],
])('bytes for %s fail the job by its wish, not by its source', (_what, seconds, message) => {
  const refused = {
    code: 'rendition.impossible',
    field: 'rendition.targetBytes',
    message: expect.stringContaining(message),
  };
  expect(() => videoBitrateFor(10_000, seconds, 32_000)).toThrow(expect.objectContaining(refused));
});

test('sound gets a fifth, within what speech needs and what is usual', () => {
  expect(audioBitrateFor(8_000_000, 600, { tracks: 1, usual: 160_000 })).toBe(32_000);
  expect(audioBitrateFor(8_000_000, 120, { tracks: 1, usual: 160_000 })).toBe(107_000);
  expect(audioBitrateFor(8_000_000, 10, { tracks: 1, usual: 160_000 })).toBe(160_000);
});

test('the ceiling grows more slowly than the picture', () => {
  expect(ceilingBitrate(fullHd, 30)).toBe(6_200_000);
  expect(ceilingBitrate({ width: 3840, height: 2160 }, 30)).toBe(17_536_248);
  expect(ceilingBitrate(fullHd, 240)).toBe(ceilingBitrate(fullHd, 60));
});

test('a picture is made smaller before its bits are too few', () => {
  expect(shortSideFor(3_000_000, fullHd, 30)).toBe(1080);
  expect(shortSideFor(600_000, fullHd, 30)).toBe(720);
  expect(shortSideFor(100_000, fullHd, 30)).toBe(240);
  expect(shortSideFor(1000, { width: 100, height: 50 }, 30)).toBe(50);
});
