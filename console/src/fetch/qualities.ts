import type { SourceFormat, SourceFormats } from '../api/source-types.ts';

/** What can be had of a video, in plain words. All pure. */

const levels = [2160, 1440, 1080, 720, 480, 360] as const;

export type Quality = {
  /** As a download takes it. */
  readonly name: 'best' | 'audio' | `${(typeof levels)[number]}p`;
  /** The shorter side of the picture; absent for sound alone. */
  readonly short?: number;
  readonly fps?: number;
  readonly hdr?: boolean;
  /** As far as the site tells. */
  readonly bytes: number | null;
};

const shortOf = ({ width, height }: SourceFormat): number | null => {
  if (width === null || height === null) return height ?? width;
  return Math.min(width, height);
};

/** What the site says, else what the bit rate makes of the length. */
const bytesOf = ({ bytes, bitrate }: SourceFormat, seconds: number | null): number | null => {
  if (bytes !== null) return bytes;
  return bitrate !== null && seconds !== null ? Math.round((bitrate * seconds) / 8) : null;
};

const most = (numbers: readonly (number | null)[]): number | null => {
  const known = numbers.filter((number) => number !== null);
  return known.length > 0 ? Math.max(...known) : null;
};

const isSound = ({ videoCodec, audioCodec, width, height }: SourceFormat): boolean =>
  videoCodec === null && audioCodec !== null && width === null && height === null;

type Pictured = { readonly format: SourceFormat; readonly short: number };

/** Nobody can tell which of several the site's own order prefers: the largest of them is named, so that no disk is surprised. */
const qualityOf = (
  name: Quality['name'],
  pictured: readonly Pictured[],
  { formats, seconds }: SourceFormats,
): Quality => {
  const short = Math.max(...pictured.map((one) => one.short));
  const alike = pictured.filter((one) => one.short === short).map(({ format }) => format);
  const sound = most(formats.filter(isSound).map((format) => bytesOf(format, seconds))) ?? 0;
  const sizes = alike.map((format) => {
    const own = bytesOf(format, seconds);
    return own === null || format.audioCodec !== null ? own : own + sound;
  });
  const fps = most(alike.map((format) => format.fps));
  return {
    ...{ name, short, bytes: most(sizes) },
    ...(fps !== null && { fps }),
    ...(alike.some(({ hdr }) => hdr) && { hdr: true }),
  };
};

/** The best there is, then each smaller size that the site offers, and the sound alone. */
export const qualitiesOf = (seen: SourceFormats): readonly Quality[] => {
  const { formats, seconds } = seen;
  const pictured = formats.flatMap((format) => {
    const short = shortOf(format);
    return short === null ? [] : [{ format, short }];
  });
  const sounds = formats.filter(isSound);
  const audio: Quality = { name: 'audio', bytes: most(sounds.map((format) => bytesOf(format, seconds))) };
  if (formats.length > 0 && sounds.length === formats.length) return [audio];
  if (pictured.length === 0)
    return [{ name: 'best', bytes: most(formats.map((format) => bytesOf(format, seconds))) }, audio];
  const best = qualityOf('best', pictured, seen);
  const smaller = levels.flatMap((level, at) => {
    const next = levels[at + 1] ?? 0;
    const here = pictured.filter(({ short }) => short <= level && short > next && short < (best.short ?? 0));
    return here.length > 0 ? [qualityOf(`${level}p`, here, seen)] : [];
  });
  return [best, ...smaller, audio];
};

export const pictured = (qualities: readonly Quality[]): readonly Quality[] =>
  qualities.filter(({ name }) => name !== 'audio');

/** Of what is not looked at, each size by its name. */
export const anyQualities: readonly Quality[] = [
  { name: 'best', bytes: null },
  ...levels.map((level) => ({ name: `${level}p` as const, bytes: null })),
  { name: 'audio', bytes: null },
];
