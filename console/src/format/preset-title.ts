const words: Readonly<Record<string, string>> = {
  aac: 'AAC',
  av1: 'AV1',
  dash: 'DASH',
  gif: 'GIF',
  h264: 'H.264',
  hevc: 'HEVC',
  hls: 'HLS',
  flac: 'FLAC',
  m4a: 'M4A',
  mp3: 'MP3',
  mp4: 'MP4',
  opus: 'Opus',
  vp9: 'VP9',
  wav: 'WAV',
  webm: 'WebM',
};

/** A preset's or container's name as a person reads it: `h264-1080p` is H.264 1080p. */
export const sayPreset = (name: string): string => {
  const said = name
    .split('-')
    .map((word) => words[word] ?? word)
    .join(' ');
  return said.charAt(0).toUpperCase() + said.slice(1);
};

type Make = { readonly preset?: unknown; readonly container?: unknown; readonly rendition?: unknown };

const sayMake = ({ preset, container, rendition }: Make): string => {
  if (typeof preset === 'string') return sayPreset(preset);
  if (typeof container === 'string') return sayPreset(container);
  return rendition ? 'Custom format' : 'Usual format';
};

type Asked = {
  readonly url?: unknown;
  readonly concurrency?: unknown;
  readonly then?: Make;
  readonly make?: Make;
  readonly wishes?: { readonly quality?: unknown; readonly audio?: { readonly format?: unknown } };
};

/** Of a download, what is fetched: the sound alone, or at most so much picture. */
const sayFetched = ({ wishes = {} }: Asked): string => {
  const { quality, audio } = wishes;
  if (typeof audio?.format === 'string') return `Sound as ${sayPreset(audio.format)}`;
  if (quality === 'audio') return 'Sound';
  return typeof quality === 'string' && quality !== 'best' ? `Download up to ${quality}` : 'Download';
};

/** What a job makes, from the request that its record keeps: of an address that is what it shows, or more. */
export const sayWish = (request: Readonly<Record<string, unknown>>): string => {
  const asked = request as Asked;
  if (asked.concurrency !== undefined) return 'Several downloads';
  if (typeof asked.url !== 'string') return sayMake(asked.make ?? request);
  return asked.then ? `${sayFetched(asked)}, then ${sayMake(asked.then)}` : sayFetched(asked);
};
