import { EngineError } from '#shared/errors.ts';
import { languageName, languageTag } from './language.ts';
import type { AudioPlan, RungPlan, SubtitlePlan } from './plan.ts';

/** What was measured of one media playlist. */
export type MediaPlaylist = {
  readonly seconds: number;
  /** File with the codec's parameters; ffmpeg numbers them where there are several streams. */
  readonly init: string | null;
  readonly segments: readonly { readonly file: string; readonly seconds: number }[];
};

export const readMediaPlaylist = (text: string): MediaPlaylist => {
  const segments = [...text.matchAll(/#EXTINF:([\d.]+),[^\n]*\n(?:#[^\n]*\n)*([^#\n]+)/g)].map(([, seconds, file]) => ({
    file: String(file).trim(),
    seconds: Number(seconds),
  }));
  const init = /#EXT-X-MAP:URI="([^"]+)"/.exec(text)?.[1] ?? null;
  return { seconds: segments.reduce((sum, segment) => sum + segment.seconds, 0), init, segments };
};

export type Bandwidth = { readonly peak: number; readonly average: number };

/** RFC 8216, 4.3.4.2: the largest bit rate of any segment, and the mean of all. */
export const bandwidthOf = ({ segments, seconds }: MediaPlaylist, bytesOf: (file: string) => number): Bandwidth => {
  const rates = segments.map(({ file, seconds }) => (bytesOf(file) * 8) / Math.max(seconds, 0.1));
  const bits = segments.reduce((sum, { file }) => sum + bytesOf(file) * 8, 0);
  return { peak: Math.ceil(Math.max(0, ...rates)), average: Math.ceil(bits / Math.max(seconds, 0.1)) };
};

/** `avc1.640028` (RFC 6381, 3.3): profile, constraints and level are the three bytes after the version in `avcC`. */
export const avcCodec = (init: Uint8Array): string => {
  const at = Buffer.from(init).indexOf('avcC');
  if (at === -1) throw new EngineError('tool.failed', 'a rung of the ladder has no H.264 parameters');
  return `avc1.${Buffer.from(init.subarray(at + 5, at + 8)).toString('hex')}`;
};

/** AAC-LC, the only kind that a ladder is made with. */
export const aacCodec = 'mp4a.40.2';

const quoted = (text: string): string => `"${text.replace(/["\r\n]/g, "'")}"`;

export type Variant = Bandwidth & { readonly rung: RungPlan; readonly codec: string; readonly fps: number | null };

export type MasterPlaylist = {
  readonly variants: readonly Variant[];
  readonly audio: readonly { readonly plan: AudioPlan; readonly uri: string; readonly bandwidth: Bandwidth }[];
  readonly subtitles: readonly { readonly plan: SubtitlePlan; readonly uri: string }[];
};

const nameOf = ({ title, language }: { title: string | null; language: string | null }, n: number): string =>
  title ?? languageName(language) ?? `Track ${n + 1}`;

/** Names within a group must differ (RFC 8216, 4.3.4.1.1). */
const distinct = (names: readonly string[]): string[] =>
  names.map((name, n) => (names.indexOf(name) === n ? name : `${name} ${n + 1}`));

const languageOf = (language: string | null): string => {
  const tag = languageTag(language);
  return tag ? `,LANGUAGE=${quoted(tag)}` : '';
};

const audioLines = ({ audio }: MasterPlaylist): string[] => {
  const names = distinct(audio.map(({ plan }, n) => nameOf(plan, n)));
  return audio.map(({ plan, uri }, n) => {
    const flags = `DEFAULT=${n === 0 ? 'YES' : 'NO'},AUTOSELECT=YES,CHANNELS="${plan.channels}"`;
    return `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME=${quoted(names[n] ?? '')}${languageOf(plan.language)},${flags},URI=${quoted(uri)}`;
  });
};

const subtitleLines = ({ subtitles }: MasterPlaylist): string[] => {
  const names = distinct(subtitles.map(({ plan }, n) => nameOf(plan, n)));
  return subtitles.map(({ plan, uri }, n) => {
    const flags = 'DEFAULT=NO,AUTOSELECT=YES,FORCED=NO';
    return `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME=${quoted(names[n] ?? '')}${languageOf(plan.language)},${flags},URI=${quoted(uri)}`;
  });
};

const variantLines = ({ variants, audio, subtitles }: MasterPlaylist): string[] => {
  const sound = {
    peak: Math.max(0, ...audio.map(({ bandwidth }) => bandwidth.peak)),
    average: Math.max(0, ...audio.map(({ bandwidth }) => bandwidth.average)),
  };
  const groups = `${audio.length > 0 ? ',AUDIO="audio"' : ''}${subtitles.length > 0 ? ',SUBTITLES="text"' : ''}`;
  return variants.flatMap(({ rung, codec, fps, peak, average }) => {
    const codecs = [codec, ...(audio.length > 0 ? [aacCodec] : [])].join(',');
    const rates = `BANDWIDTH=${peak + sound.peak},AVERAGE-BANDWIDTH=${average + sound.average}`;
    const frames = fps ? `,FRAME-RATE=${fps.toFixed(3)}` : '';
    return [
      `#EXT-X-STREAM-INF:${rates},CODECS="${codecs}",RESOLUTION=${rung.width}x${rung.height}${frames}${groups}`,
      `${rung.name}/index.m3u8`,
    ];
  });
};

/** Sound without picture: each track is a variant of its own. */
const soundVariantLines = ({ variants, audio }: MasterPlaylist): string[] => {
  if (variants.length > 0) return [];
  return audio
    .slice(0, 1)
    .flatMap(({ uri, bandwidth }) => [
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth.peak},AVERAGE-BANDWIDTH=${bandwidth.average},CODECS="${aacCodec}",AUDIO="audio"`,
      uri,
    ]);
};

export const masterPlaylist = (parts: MasterPlaylist): string =>
  [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...audioLines(parts),
    ...subtitleLines(parts),
    ...variantLines(parts),
    ...soundVariantLines(parts),
    '',
  ].join('\n');

/** A text track of one segment; its times count from the start of the film (RFC 8216, 3.5). */
export const textPlaylist = (file: string, seconds: number): string =>
  [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.ceil(seconds)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXTINF:${seconds.toFixed(3)},`,
    file,
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');

export const withTimestampMap = (vtt: string): string =>
  vtt.replace(/^(\uFEFF?WEBVTT[^\n]*\n)/, '$1X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n');
