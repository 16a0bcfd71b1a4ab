import { expect, test } from 'vitest';
import { inspectRun } from '#media/operations/inspect.run.ts';
import type { WhatToMake } from '#media/schema.ts';
import { aBench, ports, transcodeFixture } from '../support/media.ts';

const refusal = async (name: string, request: WhatToMake = {}) => {
  await using bench = await aBench();
  const error = await transcodeFixture(name, request, bench).catch((thrown) => thrown);
  return { code: error.code, message: error.message };
};

const cutOff = /^only \d+ % of the source is there, the rest was cut off$/;

test.each([
  ['empty.mp4', 'source.empty', 'the source has no bytes'],
  ['text.mp4', 'source.not-media', 'the source is not a media file that can be read'],
  ['noise.mp4', 'source.not-media', 'the source is not a media file that can be read'],
  ['cover.jpg', 'source.not-media', 'the source is a picture, a playlist or text, not a recording'],
  ['truncated.mp4', 'source.truncated', expect.stringMatching(cutOff)],
  [
    'truncated.mkv',
    'source.truncated',
    expect.stringMatching(/^the source promises 2\.0 s, but only 1\.\d s could be read$/),
  ],
  ['moov-missing.mp4', 'source.truncated', expect.stringMatching(cutOff)],
  ['cover-only.mp4', 'source.no-stream', expect.stringContaining('neither picture nor sound')],
  ['thousand-hours.mkv', 'source.too-large', 'the source claims 1000 hours; at most 24 can be worked on'],
  ['too-large.mkv', 'source.too-large', expect.stringContaining('16386x64 is too large')],
  ['unencodable.mp4', 'source.broken', expect.any(String)],
])('%s ends with %s', async (name, code, message) => {
  expect(await refusal(name, { preset: 'h264-480p' })).toEqual({ code, message });
});

test.each(['playlist.mp4', 'concat.mp4'])('%s reaches neither our disk nor another host', async (name) => {
  expect((await refusal(name)).code).toBe('source.not-media');
});

test('a source that is gone says so', async () => {
  await using bench = await aBench();
  const gone = inspectRun.run({ source: 'raw/nobody/nothing.mp4', request: {} }, bench.context, ports);
  await expect(gone).rejects.toMatchObject({ code: 'source.not-found' });
});

test('a picture preset has nothing to make of sound, nor a sound preset of a silent film', async () => {
  expect((await refusal('sound-only.m4a', { preset: 'gif' })).code).toBe('source.no-stream');
  expect((await refusal('silent-portrait.mp4', { preset: 'mp3' })).code).toBe('source.no-stream');
});
