const ofVideo: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mkv: 'video/x-matroska',
  webm: 'video/webm',
  mov: 'video/quicktime',
  flv: 'video/x-flv',
  avi: 'video/x-msvideo',
  ts: 'video/mp2t',
  '3gp': 'video/3gpp',
  ogv: 'video/ogg',
};

const ofAudio: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'audio/mp4',
  aac: 'audio/aac',
  flac: 'audio/flac',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  webm: 'audio/webm',
  mka: 'audio/x-matroska',
  mkv: 'audio/x-matroska',
};

const beside: Readonly<Record<string, string>> = {
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
  ass: 'text/x-ssa',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};

const types = { video: ofVideo, audio: ofAudio, subtitles: beside, image: beside } as const;

/** By its ending, which yt-dlp chooses by what is in a file. */
export const mediaTypeOf = (kind: keyof typeof types, ext: string): string =>
  types[kind][ext.toLowerCase()] ?? 'application/octet-stream';
