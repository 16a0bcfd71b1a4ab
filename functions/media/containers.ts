import type { Artifact } from '#shared/artifact.ts';
import { heldCodecs } from './codecs.ts';
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

type Rest = Omit<ContainerRule, 'video' | 'audio'>;

const film = (extension: string, mediaType: string, rule: Pick<Rest, 'subtitles' | 'anyCodec'>): Rest => ({
  ...{ extension, mediaType, kind: 'video', audioTracks: 8, cover: false },
  ...rule,
});

const sound = (extension: string, mediaType: string, cover = false): Rest => ({
  ...{ extension, mediaType, kind: 'audio', audioTracks: 1, subtitles: 'none', cover },
});

const ladder = (extension: string, mediaType: string, subtitles: Rest['subtitles']): Rest => ({
  ...film(extension, mediaType, { subtitles }),
  kind: 'playlist',
});

export const containerRules: Readonly<Record<Container, ContainerRule>> = {
  mp4: { ...heldCodecs.mp4, ...film('mp4', 'video/mp4', { subtitles: 'mov_text' }) },
  mov: { ...heldCodecs.mov, ...film('mov', 'video/quicktime', { subtitles: 'mov_text' }) },
  mkv: { ...heldCodecs.mkv, ...film('mkv', 'video/x-matroska', { subtitles: 'any', anyCodec: true }) },
  webm: { ...heldCodecs.webm, ...film('webm', 'video/webm', { subtitles: 'webvtt', anyCodec: true }) },
  m4a: { ...heldCodecs.m4a, ...sound('m4a', 'audio/mp4', true) },
  mp3: { ...heldCodecs.mp3, ...sound('mp3', 'audio/mpeg', true) },
  wav: { ...heldCodecs.wav, ...sound('wav', 'audio/wav') },
  ogg: { ...heldCodecs.ogg, ...sound('ogg', 'audio/ogg') },
  flac: { ...heldCodecs.flac, ...sound('flac', 'audio/flac', true) },
  gif: { ...heldCodecs.gif, ...sound('gif', 'image/gif'), kind: 'image', audioTracks: 0 },
  hls: { ...heldCodecs.hls, ...ladder('m3u8', 'application/vnd.apple.mpegurl', 'webvtt') },
  dash: { ...heldCodecs.dash, ...ladder('mpd', 'application/dash+xml', 'none') },
};

/** What a film becomes when its source has no picture. */
export const soundOnly: Partial<Record<Container, Container>> = { mp4: 'm4a', mov: 'm4a' };
