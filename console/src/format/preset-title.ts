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

/** What a job makes, from the request that its record keeps. */
export const sayWish = (request: Readonly<Record<string, unknown>>): string => {
  const make = (request['make'] ?? request) as { preset?: unknown; container?: unknown; rendition?: unknown };
  if (typeof make.preset === 'string') return sayPreset(make.preset);
  if (typeof make.container === 'string') return sayPreset(make.container);
  return make.rendition ? 'Custom format' : 'Usual format';
};
