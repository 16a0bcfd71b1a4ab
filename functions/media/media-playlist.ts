import { EngineError } from '#shared/errors.ts';

/** What was measured of one media playlist. */
type MediaPlaylist = {
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

/**
 * RFC 8216, 4.1: the largest bit rate of any run of segments that lasts at least half a target duration, and the mean
 * of all. A last segment of one frame, which is a key frame, says nothing of the line that is needed.
 */
export const bandwidthOf = ({ segments, seconds }: MediaPlaylist, bytesOf: (file: string) => number): Bandwidth => {
  const longest = Math.max(0.1, ...segments.map((segment) => segment.seconds));
  const rates = segments
    .filter((segment) => segment.seconds >= longest / 2)
    .map((segment) => (bytesOf(segment.file) * 8) / Math.max(segment.seconds, 0.1));
  const bits = segments.reduce((sum, { file }) => sum + bytesOf(file) * 8, 0);
  return { peak: Math.ceil(Math.max(0, ...rates)), average: Math.ceil(bits / Math.max(seconds, 0.1)) };
};

/** `avc1.640028` (RFC 6381, 3.3): profile, constraints and level are the three bytes after the version in `avcC`. */
export const avcCodec = (init: Uint8Array): string => {
  const at = Buffer.from(init).indexOf('avcC');
  if (at === -1) throw new EngineError('tool.failed', 'a rung of the ladder has no H.264 parameters');
  return `avc1.${Buffer.from(init.subarray(at + 5, at + 8)).toString('hex')}`;
};

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
