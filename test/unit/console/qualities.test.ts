import { expect, test } from 'vitest';
import type { SourceFormat, SourceFormats } from '../../../console/src/api/source-types.ts';
import { qualitiesOf, sayMore, sayQuality } from '../../../console/src/fetch/qualities.ts';

const aFormat = (known: Partial<SourceFormat>): SourceFormat => ({
  ...{ ext: null, width: null, height: null, fps: null, hdr: false, videoCodec: null, audioCodec: null },
  ...{ bitrate: null, bytes: null },
  ...known,
});
const picture = (width: number, height: number, more: Partial<SourceFormat> = {}) =>
  aFormat({ width, height, videoCodec: 'h264', ...more });
const sound = (bytes: number | null) => aFormat({ audioCodec: 'aac', bytes });

const seen = (formats: readonly SourceFormat[], seconds: number | null = 100): SourceFormats => ({
  ...{ id: '1', title: 'A film', site: 'example', url: null, seconds, live: 'no', startsAt: null },
  ...{ subtitles: { manual: [], automatic: [] }, formats },
});

test('the sizes that there are, the best first, with the sound that is merged into them', () => {
  const qualities = qualitiesOf(
    seen([
      sound(1_000),
      picture(1920, 1080, { bytes: 50_000, fps: 60 }),
      picture(1920, 1080, { bytes: 40_000, hdr: true }),
      picture(1280, 720, { bytes: 20_000 }),
      picture(640, 360, { bytes: 9_000, audioCodec: 'aac' }),
    ]),
  );
  expect(qualities).toEqual([
    { name: 'best', short: 1080, fps: 60, hdr: true, bytes: 51_000, codecs: ['h264'] },
    { name: '720p', short: 720, bytes: 21_000, codecs: ['h264'] },
    { name: '360p', short: 360, bytes: 9_000, codecs: ['h264', 'aac'] },
    { name: 'audio', bytes: 1_000, codecs: ['aac'] },
  ]);
});

test('a size is the shorter side, whichever way the picture stands, and counts as the next larger that has a name', () => {
  const qualities = qualitiesOf(seen([picture(1080, 1920), picture(406, 720)]));
  expect(qualities.map(({ name, short }) => [name, short])).toEqual([
    ['best', 1080],
    ['480p', 406],
    ['audio', undefined],
  ]);
});

test('what is not told is worked out from the bit rate, or stays unknown', () => {
  const [best] = qualitiesOf(seen([picture(1280, 720, { bitrate: 800_000, audioCodec: 'aac' })], 10));
  expect(best?.bytes).toBe(1_000_000);
  const [unknown] = qualitiesOf(seen([picture(1280, 720, { bitrate: 800_000 })], null));
  expect(unknown?.bytes).toBeNull();
});

test('where there is no picture, there is sound alone; a plain file of unknown content may be either', () => {
  expect(qualitiesOf(seen([sound(500)])).map(({ name }) => name)).toEqual(['audio']);
  expect(qualitiesOf(seen([aFormat({ bytes: 700 })]))).toEqual([
    { name: 'best', bytes: 700, codecs: [], only: { ext: null } },
    { name: 'audio', bytes: null, codecs: [] },
  ]);
});

test('a size that there is in several codecs is said to be in none of them', () => {
  const [best] = qualitiesOf(seen([picture(640, 360), picture(640, 360, { videoCodec: 'av1' })]));
  expect(best?.codecs).toEqual([]);
});

const words = (formats: readonly SourceFormat[]) =>
  qualitiesOf(seen(formats, null)).map((quality) => [sayQuality(quality), sayMore(quality)]);

test('what there is in one form only is said to be that, with all that is known of it', () => {
  expect(words([aFormat({ ext: 'mp4' })])[0]).toEqual(['The only form there is: MP4', 'how large it is, is not told']);
  expect(words([picture(1920, 1080, { ext: 'mp4', audioCodec: 'aac', bytes: 51_000_000 })])[0]).toEqual([
    'The only form there is: MP4, 1080p (Full HD)',
    'H.264 and AAC, about 51.0 MB',
  ]);
  expect(words([picture(1280, 720), picture(640, 360)])[0]).toEqual(['Best there is: 720p', 'H.264']);
});
