import { expect, test } from 'vitest';
import { type PresetName, presetNames } from '#media/presets.ts';
import { aBench, judge, transcodeFixture } from '../support/media.ts';

/** What ffprobe must say of each preset made from a 1280x720 film of two seconds with sound. */
const expected: Record<PresetName, { video?: object; audio?: object; file?: string }> = {
  'h264-1080p': {
    video: { codec_name: 'h264', profile: 'High', pix_fmt: 'yuv420p', width: 1280, height: 720 },
    audio: { codec_name: 'aac' },
  },
  'h264-720p': { video: { codec_name: 'h264', width: 1280, height: 720 }, audio: { codec_name: 'aac' } },
  'h264-480p': { video: { codec_name: 'h264', width: 854, height: 480 }, audio: { codec_name: 'aac' } },
  'hevc-1080p': { video: { codec_name: 'hevc', codec_tag_string: 'hvc1', width: 1280 }, audio: { codec_name: 'aac' } },
  'av1-1080p': { video: { codec_name: 'av1', codec_tag_string: 'av01', width: 1280 }, audio: { codec_name: 'aac' } },
  'vp9-webm': { video: { codec_name: 'vp9', pix_fmt: 'yuv420p', width: 1280 }, audio: { codec_name: 'opus' } },
  mp3: { audio: { codec_name: 'mp3', sample_rate: '48000' } },
  'aac-m4a': { audio: { codec_name: 'aac', profile: 'LC' } },
  wav: { audio: { codec_name: 'pcm_s16le' } },
  'hls-ladder': { file: 'ladder/master.m3u8' },
  'dash-ladder': { file: 'ladder/manifest.mpd' },
  gif: { video: { codec_name: 'gif', width: 568, height: 320, avg_frame_rate: '25/2' } },
  preview: { video: { codec_name: 'h264', width: 426, height: 240, avg_frame_rate: '12/1' } },
};

test.each(presetNames)('%s makes what its page says', async (preset) => {
  expect(expected, `"${preset}" has no row above: what must ffprobe say of its result?`).toHaveProperty([preset]);
  await using bench = await aBench();
  const { artifacts, path, mediaSeconds } = await transcodeFixture('landscape.mp4', { preset }, bench);
  const { video, audio, file } = expected[preset];
  expect(mediaSeconds).toBeCloseTo(2, 0);
  if (file) {
    expect(artifacts[0]?.key).toMatch(new RegExp(`${file}$`));
    return;
  }
  const made = await judge(path);
  expect(made.video).toEqual(video ? [expect.objectContaining(video)] : []);
  expect(made.audio).toEqual(audio ? [expect.objectContaining(audio)] : []);
});
