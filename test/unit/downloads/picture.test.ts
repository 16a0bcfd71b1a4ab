import { expect, it, test } from 'vitest';
import { asDataAddress, picturesToTry } from '#downloads/picture.ts';

const thumbnail = (url: string, width: number | null = null) => ({ url, width, height: null });

test('the smallest that is wide enough is asked for, then the site’s best', () => {
  const thumbnails = [thumbnail('tiny', 120), thumbnail('wide', 1280), thumbnail('fit', 480), thumbnail('best')];
  expect(picturesToTry(thumbnails)).toEqual(['fit', 'wide']);
  expect(picturesToTry([thumbnail('worst'), thumbnail('best')])).toEqual(['best', 'worst']);
  expect(picturesToTry([])).toEqual([]);
});

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

it.each([
  ['\xff\xd8\xff\xe0 and so on', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n and so on', 'image/png'],
  ['RIFF\x10\x00\x00\x00WEBPVP8 ', 'image/webp'],
  ['\x00\x00\x00\x1cftypavif', 'image/avif'],
])('%j is shown as %s', (text, type) => {
  expect(asDataAddress(bytes(text))).toBe(`data:${type};base64,${Buffer.from(text, 'latin1').toString('base64')}`);
});

it.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<!doctype html>', '', 'RIFF\x10\x00\x00\x00WAVE'])(
  '%j is no picture',
  (text) => expect(asDataAddress(bytes(text))).toBeNull(),
);
