import { forbidden, reserved } from '#shared/safe-name.ts';

/** What most file systems take, in bytes of UTF-8. */
export const mostSegmentBytes = 255;

/** Takes no room, so that two names which look the same would not be. */
const invisible = /[\u00ad\u200b\u2060\ufeff]/g;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

const trim = (text: string): string => text.replace(/^[. ]+|[. ]+$/g, '');

/** Ends before the letter that does not fit any more, its accents and joined signs with it. */
const cut = (text: string, mostBytes: number): string => {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  let room = mostBytes;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    room -= Buffer.byteLength(segment);
    if (room < 0) break;
    kept += segment;
  }
  return trim(kept);
};

const clean = (text: string): string =>
  trim(
    text
      .replace(/[/\\]+/g, '_')
      .replace(/\s+/g, ' ')
      .replace(forbidden, '')
      .replace(invisible, '')
      .replace(/ +/g, ' ')
      .normalize('NFC'),
  );

/** A folder or a file's stem that S3, Windows and macOS all take; null where nothing is left of the text. */
export const safeSegment = (text: string, mostBytes: number = mostSegmentBytes): string | null => {
  const short = cut(clean(text), mostBytes);
  return (reserved.test(short) ? cut(`_${short}`, mostBytes) : short) || null;
};
