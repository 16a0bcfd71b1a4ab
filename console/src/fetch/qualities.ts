import type { SourceFormat, SourceFormats } from '../api/source-types.ts';
import { sayBytes, sayCodec, sayFps } from '../format/format.ts';

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
  /** Of the picture, then of the sound that comes with it; empty where nothing is told, or there are several. */
  readonly codecs: readonly string[];
  /** There is no other form than this: a plain file, or a stream of one size. */
  readonly only?: { readonly ext: string | null };
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

const sole = (codecs: readonly (string | null)[]): string[] => {
  const [codec, ...others] = [...new Set(codecs)];
  return codec && others.length === 0 ? [codec] : [];
};

const codecsOf = (formats: readonly SourceFormat[]): string[] => [
  ...sole(formats.map(({ videoCodec }) => videoCodec)),
  ...sole(formats.map(({ audioCodec }) => audioCodec)),
];

const onlyOf = ([first, ...others]: readonly SourceFormat[]): Pick<Quality, 'only'> =>
  first && others.length === 0 ? { only: { ext: first.ext } } : {};

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
    ...{ name, short, bytes: most(sizes), codecs: codecsOf(alike) },
    ...onlyOf(formats),
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
  const sizes = (all: readonly SourceFormat[]) => most(all.map((format) => bytesOf(format, seconds)));
  const audio: Quality = { name: 'audio', bytes: sizes(sounds), codecs: codecsOf(sounds) };
  if (formats.length > 0 && sounds.length === formats.length) return [audio];
  if (pictured.length === 0)
    return [{ name: 'best', bytes: sizes(formats), codecs: codecsOf(formats), ...onlyOf(formats) }, audio];
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
  { name: 'best', bytes: null, codecs: [] },
  ...levels.map((level) => ({ name: `${level}p` as const, bytes: null, codecs: [] })),
  { name: 'audio', bytes: null, codecs: [] },
];

const named: Readonly<Record<number, string>> = { 2160: ' (4K)', 1080: ' (Full HD)' };

const sayShort = (short: number): string => `${short}p${named[short] ?? ''}`;

export const sayQuality = ({ name, short, only }: Quality): string => {
  if (name !== 'best') return sayShort(short ?? Number.parseInt(name, 10));
  const facts = [only?.ext?.toUpperCase(), short !== undefined && sayShort(short)].filter(Boolean);
  return [only ? 'The only form there is' : 'Best there is', facts.join(', ')].filter(Boolean).join(': ');
};

/** What else is known of it: codecs, size, and what is out of the ordinary. */
export const sayMore = ({ bytes, fps, hdr, codecs, only }: Quality): string =>
  [
    codecs.map(sayCodec).join(' and '),
    bytes !== null && `about ${sayBytes(bytes)}`,
    bytes === null && only && 'how large it is, is not told',
    fps !== undefined && fps > 31 && sayFps(fps),
    hdr && 'HDR to be had',
  ]
    .filter(Boolean)
    .join(', ');
