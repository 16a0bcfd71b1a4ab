import { expect, it } from 'vitest';
import { presetNames } from '#media/presets.ts';
import { formatInWords } from '#notifications/format-in-words.ts';
import { sayPreset } from '../../../console/src/format/preset-title.ts';

it.each([
  [{ preset: 'h264-480p' }, 'H.264 480p'],
  [{ preset: 'mp3' }, 'MP3'],
  [{ preset: 'hls-ladder' }, 'HLS ladder'],
  [{ container: 'webm' }, 'WebM'],
  [{}, 'H.264 1080p'],
  [{ rendition: { container: 'mp4', videoCodec: 'hevc', shortSide: 720 } }, 'MP4 HEVC 720p'],
  [{ rendition: { container: 'webm', width: 640, height: 360 } }, 'WebM 640 × 360'],
  [{ rendition: { container: 'mkv', videoCodec: 'av1', width: 640 } }, 'MKV AV1 640 wide'],
  [{ rendition: { container: 'mkv', height: 360 } }, 'MKV 360 high'],
  [{ rendition: { container: 'm4a', videoCodec: 'none', audioCodec: 'flac' } }, 'M4A FLAC'],
  [{ rendition: { container: 'mp3', audioCodec: 'mp3' } }, 'MP3'],
])('%j is said as %s', (make, said) => {
  expect(formatInWords({ source: 'raw/alice/film.mov', make })).toBe(said);
});

it('is what the console calls each preset', () => {
  for (const preset of presetNames) expect(formatInWords({ make: { preset } })).toBe(sayPreset(preset));
});

it('is left open where the record is of another version', () => {
  expect(formatInWords({ preset: 'mp3' })).toBeNull();
});
