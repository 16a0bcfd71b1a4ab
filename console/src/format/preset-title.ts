const words: Readonly<Record<string, string>> = {
  aac: 'AAC',
  av1: 'AV1',
  dash: 'DASH',
  gif: 'GIF',
  h264: 'H.264',
  hevc: 'HEVC',
  hls: 'HLS',
  m4a: 'M4A',
  mp3: 'MP3',
  mp4: 'MP4',
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

/** What a job makes, from the request that its record keeps: of an address that is what it shows, or more. */
export const sayWish = (request: Readonly<Record<string, unknown>>): string => {
  const { url, then, make } = request as { readonly url?: unknown; readonly then?: Make; readonly make?: Make };
  if (typeof url === 'string') return then ? `Download, then ${sayMake(then)}` : 'Download';
  return sayMake(make ?? request);
};
