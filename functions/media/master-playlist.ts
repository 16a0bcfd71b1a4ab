import { languageName, languageTag } from './language.ts';
import type { Bandwidth } from './media-playlist.ts';
import type { AudioPlan, RungPlan, SubtitlePlan } from './plan.ts';

/** AAC-LC, the only kind that a ladder is made with. */
const aacCodec = 'mp4a.40.2';

const quoted = (text: string): string => `"${text.replace(/["\r\n]/g, "'")}"`;

type Variant = Bandwidth & { readonly rung: RungPlan; readonly codec: string; readonly fps: number | null };

export type MasterPlaylist = {
  readonly variants: readonly Variant[];
  readonly audio: readonly { readonly plan: AudioPlan; readonly uri: string; readonly bandwidth: Bandwidth }[];
  readonly subtitles: readonly { readonly plan: SubtitlePlan; readonly uri: string }[];
};

type Track = { readonly title: string | null; readonly language: string | null };

/** Names within a group must differ (RFC 8216, 4.3.4.1.1). */
const distinctNames = (tracks: readonly Track[]): string[] => {
  const names = tracks.map(({ title, language }, n) => title ?? languageName(language) ?? `Track ${n + 1}`);
  return names.map((name, n) => (names.indexOf(name) === n ? name : `${name} ${n + 1}`));
};

/** `EXT-X-MEDIA` lines of one group; `flags` by position. */
const mediaLines = (
  group: 'TYPE=AUDIO,GROUP-ID="audio"' | 'TYPE=SUBTITLES,GROUP-ID="text"',
  tracks: readonly { readonly plan: Track; readonly uri: string }[],
  flags: (n: number) => string,
): string[] => {
  const names = distinctNames(tracks.map(({ plan }) => plan));
  return tracks.map(({ plan, uri }, n) => {
    const tag = languageTag(plan.language);
    const language = tag ? `,LANGUAGE=${quoted(tag)}` : '';
    return `#EXT-X-MEDIA:${group},NAME=${quoted(names[n] ?? '')}${language},${flags(n)},URI=${quoted(uri)}`;
  });
};

const audioLines = ({ audio }: MasterPlaylist): string[] =>
  mediaLines('TYPE=AUDIO,GROUP-ID="audio"', audio, (n) => {
    const channels = `CHANNELS="${audio[n]?.plan.channels ?? 2}"`;
    return `DEFAULT=${n === 0 ? 'YES' : 'NO'},AUTOSELECT=YES,${channels}`;
  });

const subtitleLines = ({ subtitles }: MasterPlaylist): string[] =>
  mediaLines('TYPE=SUBTITLES,GROUP-ID="text"', subtitles, () => 'DEFAULT=NO,AUTOSELECT=YES,FORCED=NO');

const mostOf = (audio: MasterPlaylist['audio'], rate: keyof Bandwidth): number =>
  Math.max(0, ...audio.map(({ bandwidth }) => bandwidth[rate]));

/** A player needs the line for the picture and for the heaviest of the sound tracks. */
const variantLines = ({ variants, audio, subtitles }: MasterPlaylist): string[] => {
  const groups = `${audio.length > 0 ? ',AUDIO="audio"' : ''}${subtitles.length > 0 ? ',SUBTITLES="text"' : ''}`;
  return variants.flatMap(({ rung, codec, fps, peak, average }) => {
    const codecs = [codec, ...(audio.length > 0 ? [aacCodec] : [])].join(',');
    const peakRate = peak + mostOf(audio, 'peak');
    const rates = `BANDWIDTH=${peakRate},AVERAGE-BANDWIDTH=${average + mostOf(audio, 'average')}`;
    const frames = fps ? `,FRAME-RATE=${fps.toFixed(3)}` : '';
    const size = `RESOLUTION=${rung.width}x${rung.height}`;
    return [`#EXT-X-STREAM-INF:${rates},CODECS="${codecs}",${size}${frames}${groups}`, `${rung.name}/index.m3u8`];
  });
};

/** Sound without picture: the first track is the one variant, the others can be chosen from its group. */
const soundVariantLines = ({ variants, audio: [first] }: MasterPlaylist): string[] => {
  if (variants.length > 0 || !first) return [];
  const { peak, average } = first.bandwidth;
  const rates = `BANDWIDTH=${peak},AVERAGE-BANDWIDTH=${average}`;
  return [`#EXT-X-STREAM-INF:${rates},CODECS="${aacCodec}",AUDIO="audio"`, first.uri];
};

/** The main playlist of an HLS ladder (RFC 8216, 4.3.4), of what was measured. */
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
