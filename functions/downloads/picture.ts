import type { InfoJson } from './info.ts';

/** Of a picture that is kept beside what a site says; larger ones are passed over. */
export const mostPictureBytes = 300_000;

/** As wide as it is shown, on a screen with two points a pixel. */
const enough = 320;
/** Sites name sizes that they do not have of every video. */
const mostTries = 2;

/** Which thumbnails to ask for: the smallest that is wide enough, then others, the site's best first. */
export const picturesToTry = (thumbnails: InfoJson['thumbnails']): string[] => {
  const wide = thumbnails.filter(({ width }) => (width ?? 0) >= enough);
  const rising = wide.toSorted((a, b) => (a.width ?? 0) - (b.width ?? 0));
  const others = thumbnails.filter((thumbnail) => !wide.includes(thumbnail)).toReversed();
  return [...rising, ...others].slice(0, mostTries).map(({ url }) => url);
};

/** What pictures begin with, whatever a site calls them: `?` stands for any byte. */
const beginnings = {
  'image/jpeg': '\xff\xd8\xff',
  'image/png': '\x89PNG\r\n\x1a\n',
  'image/gif': 'GIF8',
  'image/webp': 'RIFF????WEBP',
  'image/avif': '????ftypavif',
} as const;

const begins = (bytes: Uint8Array, beginning: string): boolean =>
  [...beginning].every((byte, at) => byte === '?' || bytes[at] === byte.charCodeAt(0));

/** A picture as an address that holds it; null for anything that is none, SVG among it, which is a document. */
export const asDataAddress = (bytes: Uint8Array): string | null => {
  const type = Object.entries(beginnings).find(([, beginning]) => begins(bytes, beginning))?.[0];
  return type === undefined ? null : `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
};
