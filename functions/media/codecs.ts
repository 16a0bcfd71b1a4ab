import type { Rendition } from './rendition.ts';

type VideoCodec = Exclude<Rendition['videoCodec'], 'none' | undefined>;
type AudioCodec = Exclude<Rendition['audioCodec'], 'none' | undefined>;

type Held = {
  /** The first is the default; none: the container holds sound only. */
  readonly video: readonly VideoCodec[];
  /** The first is the default; none: the container is mute. */
  readonly audio: readonly AudioCodec[];
};

const ladder: Held = { video: ['h264'], audio: ['aac'] };

/** What each container holds; apart from its other rules, since every route that takes a rendition carries this. */
export const heldCodecs: Readonly<Record<Rendition['container'], Held>> = {
  mp4: { video: ['h264', 'hevc', 'av1', 'vp9'], audio: ['aac', 'opus', 'mp3', 'flac'] },
  mov: { video: ['h264', 'hevc'], audio: ['aac', 'pcm'] },
  mkv: { video: ['h264', 'hevc', 'av1', 'vp9'], audio: ['aac', 'opus', 'mp3', 'flac', 'pcm'] },
  webm: { video: ['vp9', 'av1'], audio: ['opus'] },
  m4a: { video: [], audio: ['aac', 'flac'] },
  mp3: { video: [], audio: ['mp3'] },
  wav: { video: [], audio: ['pcm'] },
  ogg: { video: [], audio: ['opus', 'flac'] },
  flac: { video: [], audio: ['flac'] },
  gif: { video: [], audio: [] },
  hls: ladder,
  dash: ladder,
};
