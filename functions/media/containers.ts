import type { Artifact } from '#shared/artifact.ts';
import type { audioCodecs, containers, videoCodecs } from './rendition.ts';

export type Container = (typeof containers)[number];
export type VideoCodec = (typeof videoCodecs)[number];
export type AudioCodec = (typeof audioCodecs)[number];

export type ContainerRule = {
  readonly extension: string;
  readonly mediaType: string;
  readonly kind: Artifact['kind'];
  /** The first is the default; none: the container holds sound only. */
  readonly video: readonly VideoCodec[];
  /** The first is the default; none: the container is mute. */
  readonly audio: readonly AudioCodec[];
  readonly audioTracks: number;
  /** The text format that it takes; `any` keeps what is there, bitmaps too. */
  readonly subtitles: 'mov_text' | 'webvtt' | 'any' | 'none';
  /** Whether an album's picture goes along. */
  readonly cover: boolean;
  /** Whether whoever plays it plays all its codecs, so that the source's own may stay. */
  readonly anyCodec?: boolean;
};

type Film = Pick<ContainerRule, 'video' | 'audio' | 'subtitles' | 'anyCodec'>;

const film = (extension: string, mediaType: string, rule: Film): ContainerRule => ({
  ...{ extension, mediaType, kind: 'video', audioTracks: 8, cover: false },
  ...rule,
});

const sound = (extension: string, mediaType: string, audio: readonly AudioCodec[], cover = false): ContainerRule => ({
  ...{ extension, mediaType, kind: 'audio', video: [], audio, audioTracks: 1, subtitles: 'none', cover },
});

const ladder = (extension: string, mediaType: string, subtitles: ContainerRule['subtitles']): ContainerRule => ({
  ...film(extension, mediaType, { video: ['h264'], audio: ['aac'], subtitles }),
  kind: 'playlist',
});

export const containerRules: Readonly<Record<Container, ContainerRule>> = {
  mp4: film('mp4', 'video/mp4', {
    video: ['h264', 'hevc', 'av1', 'vp9'],
    audio: ['aac', 'opus', 'mp3', 'flac'],
    subtitles: 'mov_text',
  }),
  mov: film('mov', 'video/quicktime', { video: ['h264', 'hevc'], audio: ['aac', 'pcm'], subtitles: 'mov_text' }),
  mkv: film('mkv', 'video/x-matroska', {
    video: ['h264', 'hevc', 'av1', 'vp9'],
    audio: ['aac', 'opus', 'mp3', 'flac', 'pcm'],
    subtitles: 'any',
    anyCodec: true,
  }),
  webm: film('webm', 'video/webm', { video: ['vp9', 'av1'], audio: ['opus'], subtitles: 'webvtt', anyCodec: true }),
  m4a: sound('m4a', 'audio/mp4', ['aac', 'flac'], true),
  mp3: sound('mp3', 'audio/mpeg', ['mp3'], true),
  wav: sound('wav', 'audio/wav', ['pcm']),
  ogg: sound('ogg', 'audio/ogg', ['opus', 'flac']),
  flac: sound('flac', 'audio/flac', ['flac'], true),
  gif: { ...sound('gif', 'image/gif', []), kind: 'image', audioTracks: 0 },
  hls: ladder('m3u8', 'application/vnd.apple.mpegurl', 'webvtt'),
  dash: ladder('mpd', 'application/dash+xml', 'none'),
};

/** What a film becomes when its source has no picture. */
export const soundOnly: Partial<Record<Container, Container>> = { mp4: 'm4a', mov: 'm4a' };
