import type { Rendition } from './rendition.ts';

/** What a preset may say beyond what a caller's own rendition can. */
export type Extras = {
  /** Short sides of a ladder's rungs, largest first. */
  readonly rungs?: readonly number[];
  /** Makes the result of this many cuts, spread over the source, of this many seconds each. */
  readonly moments?: { readonly count: number; readonly seconds: number };
  /** Takes no more than the beginning of the source. */
  readonly maxSeconds?: number;
};

export type Preset = Extras & {
  /** What it is for, in one sentence without a period; shown in the console and by `GET /api/v1/presets`. */
  readonly purpose: string;
  readonly rendition: Partial<Rendition> & Pick<Rendition, 'container'>;
};

const ladderRungs = [1080, 720, 480, 360];

/** To add one: docs/architecture.md, "Adding a preset". */
export const presets = {
  'h264-1080p': {
    purpose: 'plays everywhere, full HD',
    rendition: { container: 'mp4', videoCodec: 'h264', shortSide: 1080, crf: 21, fps: 60, audioBitrate: 160_000 },
  },
  'h264-720p': {
    purpose: 'plays everywhere, for slower lines',
    rendition: { container: 'mp4', videoCodec: 'h264', shortSide: 720, crf: 22, fps: 60, audioBitrate: 128_000 },
  },
  'h264-480p': {
    purpose: 'plays everywhere, for phones on poor lines',
    rendition: { container: 'mp4', videoCodec: 'h264', shortSide: 480, crf: 23, fps: 30, audioBitrate: 96_000 },
  },
  'hevc-1080p': {
    purpose: 'full HD at about half the size, HDR kept, for Apple devices and television sets',
    rendition: { container: 'mp4', videoCodec: 'hevc', shortSide: 1080, crf: 24, fps: 60, audioBitrate: 160_000 },
  },
  'av1-1080p': {
    purpose: 'full HD at the smallest size, HDR kept, for today’s browsers',
    rendition: { container: 'mp4', videoCodec: 'av1', shortSide: 1080, crf: 32, fps: 60, audioBitrate: 160_000 },
  },
  'vp9-webm': {
    purpose: 'free of licences, for the web',
    rendition: { container: 'webm', videoCodec: 'vp9', shortSide: 1080, crf: 33, fps: 60, audioBitrate: 128_000 },
  },
  mp3: {
    purpose: 'the sound alone, plays everywhere',
    rendition: { container: 'mp3', audioBitrate: 192_000 },
  },
  'aac-m4a': {
    purpose: 'the sound alone, better than mp3 at the same size',
    rendition: { container: 'm4a', audioBitrate: 160_000 },
  },
  wav: {
    purpose: 'the sound alone, uncompressed, for editing and speech recognition',
    rendition: { container: 'wav' },
  },
  'hls-ladder': {
    purpose: 'streaming that adapts to the line, for Safari and every player with hls.js',
    rendition: { container: 'hls', crf: 22, fps: 60, audioBitrate: 128_000 },
    rungs: ladderRungs,
  },
  'dash-ladder': {
    purpose: 'streaming that adapts to the line, for television sets and dash.js',
    rendition: { container: 'dash', crf: 22, fps: 60, audioBitrate: 128_000 },
    rungs: ladderRungs,
  },
  gif: {
    purpose: 'the first half minute as a moving picture without sound, for chats and issues',
    rendition: { container: 'gif', shortSide: 320, fps: 12.5, frameRate: 'constant' },
    maxSeconds: 30,
  },
  preview: {
    purpose: 'six glimpses of the whole in six seconds, mute, for lists and hover cards',
    rendition: {
      ...{ container: 'mp4', videoCodec: 'h264', audioCodec: 'none', shortSide: 240 },
      ...{ crf: 28, fps: 12, frameRate: 'constant', speed: 'fast' },
    },
    moments: { count: 6, seconds: 1 },
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as PresetName[];
export const defaultPreset: PresetName = 'h264-1080p';
