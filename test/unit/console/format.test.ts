import { expect, test } from 'vitest';
import { sayAgo, sayBitrate, sayBytes, sayClock, saySentence, saySpan } from '../../../console/src/format/format.ts';
import { sayPreset, sayWish } from '../../../console/src/format/preset-title.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [734_003_200, '734 MB'],
  [5e12, '5.0 TB'],
  [7e15, '7000 TB'],
])('%d bytes are %s', (bytes, said) => expect(sayBytes(bytes)).toBe(said));

test.each([
  [0, '0:00'],
  [8.9, '0:08'],
  [5.97, '0:05'],
  [3_723, '1:02:03'],
  [Number.NaN, '0:00'],
  [-1, '0:00'],
])('a position of %d s is %s', (seconds, said) => expect(sayClock(seconds)).toBe(said));

test.each([
  [0.2, 'under 1 s'],
  [40, '40 s'],
  [180, '3 min'],
  [7_800, '2 h 10 min'],
  [7_200, '2 h'],
])('a wait of %d s is %s', (seconds, said) => expect(saySpan(seconds)).toBe(said));

test('times are told from now, in the past and ahead', () => {
  const now = Date.parse('2026-11-21T12:00:00.000Z');
  expect(sayAgo('2026-11-21T11:59:50.000Z', now)).toBe('just now');
  expect(sayAgo('2026-11-21T12:00:20.000Z', now)).toBe('just now');
  expect(sayAgo('2026-11-21T11:57:00.000Z', now)).toBe('3 minutes ago');
  expect(sayAgo('2026-11-28T12:00:00.000Z', now)).toBe('in 7 days');
});

test('the words of the API stand as sentences', () => {
  expect(saySentence('the source has no bytes')).toBe('The source has no bytes.');
  expect(saySentence('Really?')).toBe('Really?');
});

test('bit rates change their unit at a million', () => {
  expect(sayBitrate(192_000)).toBe('192 kbit/s');
  expect(sayBitrate(5_250_000)).toBe('5.3 Mbit/s');
});

test.each([
  ['h264-1080p', 'H.264 1080p'],
  ['hls-ladder', 'HLS ladder'],
  ['mp3', 'MP3'],
  ['preview', 'Preview'],
])('the preset %s is called %s', (name, title) => expect(sayPreset(name)).toBe(title));

test('a job is called by what it makes, however that was asked for', () => {
  expect(sayWish({ make: { preset: 'vp9-webm' } })).toBe('VP9 WebM');
  expect(sayWish({ make: { container: 'mp4' } })).toBe('MP4');
  expect(sayWish({ make: { rendition: { container: 'mp4' } } })).toBe('Custom format');
  expect(sayWish({ make: {} })).toBe('Usual format');
});
