import type { AudioFormat, Bitrate, DownloadWishes, NewDownload } from '../api/source-types.ts';
import type { Quality } from './qualities.ts';

/** What a person chose on the page, and the request that it stands for. All pure. */

type PictureQuality = Exclude<NonNullable<DownloadWishes['quality']>, 'audio'>;

export type SponsorWish = 'leave' | 'mark' | 'remove';

export type Wishes = {
  readonly what: 'video' | 'sound';
  readonly quality: PictureQuality;
  /** `as-is` takes what the site has, without encoding it anew. */
  readonly sound: AudioFormat | 'as-is';
  readonly bitrate: Bitrate | '';
  readonly subtitles: boolean;
  /** As they are typed: `en, de`. */
  readonly languages: string;
  readonly automatic: boolean;
  readonly subtitlesInside: boolean;
  readonly container: NonNullable<DownloadWishes['container']> | '';
  readonly from: string;
  readonly to: string;
  readonly sponsors: SponsorWish;
  readonly picture: boolean;
  readonly facts: boolean;
  readonly chapters: boolean;
  readonly split: boolean;
  readonly cookies: string;
  readonly preset: string;
  readonly path: string;
  /** Seconds, `keep`, or nothing for the usual hour. */
  readonly keep: string;
  readonly archive: boolean;
  readonly fromStart: boolean;
  /** Minutes of a live stream, as they are typed. */
  readonly minutes: string;
};

export const usualWishes: Wishes = {
  ...{ what: 'video', quality: 'best', sound: 'mp3', bitrate: '' },
  ...{ subtitles: false, languages: 'en*', automatic: false, subtitlesInside: false },
  ...{ container: '', from: '', to: '', sponsors: 'leave' },
  ...{ picture: false, facts: false, chapters: false, split: false },
  ...{ cookies: '', preset: '', path: '', keep: '', archive: false, fromStart: false, minutes: '' },
};

/** The wishes as far as what there is allows them: what the site has no picture of is sound. */
export const fitting = (wishes: Wishes, qualities: readonly Quality[] | undefined): Wishes => {
  if (!qualities) return wishes;
  const hasPicture = qualities.some(({ name }) => name !== 'audio');
  const hasQuality = qualities.some(({ name }) => name === wishes.quality);
  return {
    ...wishes,
    ...(!hasPicture && { what: 'sound' }),
    ...(!hasQuality && { quality: 'best' }),
  };
};

/** These keep every sample, or are taken as they are: there is no rate to choose. */
export const hasBitrate = (sound: Wishes['sound']): boolean => !['flac', 'wav', 'as-is'].includes(sound);

const withoutCover: readonly string[] = ['webm', 'wav', 'aac'];

/** Whether the file that is wished can hold its thumbnail. */
export const takesCover = ({ what, sound, container }: Wishes): boolean =>
  !withoutCover.includes(what === 'sound' ? sound : container);

const segments = ['sponsor', 'selfpromo', 'interaction'] as const;

export const languagesOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

const pictureOrSound = ({ what, quality, sound, bitrate, container }: Wishes): DownloadWishes => {
  if (what === 'video') return { quality, ...(container && { container }) };
  if (sound === 'as-is') return { quality: 'audio' };
  return { audio: { format: sound, ...(bitrate && hasBitrate(sound) && { bitrate }) } };
};

const beside = (wishes: Wishes): DownloadWishes => {
  const { what, subtitles, languages, automatic, subtitlesInside, picture, facts, chapters, split } = wishes;
  const inside = subtitlesInside && what === 'video';
  return {
    ...(subtitles &&
      languagesOf(languages).length > 0 && {
        subtitles: { languages: languagesOf(languages), automatic, embed: inside, sidecar: !inside },
      }),
    ...(picture && takesCover(wishes) && { thumbnail: { download: false, embed: true } }),
    ...(facts && { metadata: { embed: true } }),
    ...((chapters || split) && { chapters: { embed: chapters, split } }),
  };
};

/** What is wished for: nothing is known of many. */
type Wished = { readonly isOne?: boolean; readonly isLive?: boolean };

/** A part can be meant of one that is whole. */
export const hasParts = ({ isOne = false, isLive = false }: Wished): boolean => isOne && !isLive;

const section = ({ from, to }: Wishes, wished: Wished): DownloadWishes =>
  hasParts(wished) && (from || to) ? { sections: [{ ...(from && { from }), ...(to && { to }) }] } : {};

const onAir = ({ fromStart, minutes }: Wishes, { isLive }: Wished): DownloadWishes => {
  if (!isLive) return {};
  if (fromStart) return { live: { fromStart } };
  return minutes ? { live: { minutes: Number(minutes) } } : {};
};

/** The wishes as the API takes them; what cannot go together or is not shown of what there is, is left out. */
export const requestOf = (wishes: Wishes, wished: Wished): DownloadWishes => {
  const { sponsors, cookies, preset, path, keep, archive } = wishes;
  return {
    ...pictureOrSound(wishes),
    ...beside(wishes),
    ...section(wishes, wished),
    ...onAir(wishes, wished),
    ...(sponsors !== 'leave' && { sponsorBlock: { [sponsors]: [...segments] } }),
    ...(cookies && { cookies: { id: cookies } }),
    ...(preset && { then: { preset } }),
    ...(path && { pathTemplate: path }),
    ...(keep && { retentionSeconds: keep === 'keep' ? null : Number(keep) }),
    ...(archive && { archive }),
  };
};

const week = 7 * 24 * 3600;

/** The request for a stream that is announced, of which nothing else can be said yet. */
export const onceItBegins = ({ url, cookies }: { readonly url: string; readonly cookies: string }): NewDownload => ({
  url,
  live: { waitForScheduledSeconds: week },
  ...(cookies && { cookies: { id: cookies } }),
});

type Kept = { readonly url?: unknown; readonly wishes?: unknown; readonly then?: unknown; readonly archive?: unknown };

/** The request of a download once more, from what its record keeps of it. */
export const askAgain = (request: Readonly<Record<string, unknown>>): DownloadWishes & { readonly url: string } => {
  const { url, wishes, then, archive } = request as Kept;
  const asked = (wishes ?? {}) as DownloadWishes & { readonly audio?: { readonly loudness?: number } };
  return {
    ...asked,
    url: String(url),
    // loudness is brought about by work of its own, which the record names
    ...(then !== undefined && asked.audio?.loudness === undefined && { then: then as { preset: string } }),
    ...(archive === true && { archive }),
  };
};
