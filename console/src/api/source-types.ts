/** What sites say of addresses, and what is asked for of them, as the API has it. */

import type { Job } from './types.ts';

/** Of every answer that a site may have given a while ago. */
type Seen = { readonly cached: boolean };

type Languages = { readonly manual: readonly string[]; readonly automatic: readonly string[] };
type Live = 'no' | 'upcoming' | 'live' | 'ended';

type SourceItem = {
  readonly id: string;
  readonly title: string;
  /** Which reader of sites knows it. */
  readonly site: string;
  readonly url: string | null;
  readonly seconds: number | null;
  readonly live: Live;
  readonly startsAt: string | null;
  readonly subtitles: Languages;
};

export type SourceFormat = {
  readonly ext: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly fps: number | null;
  readonly hdr: boolean;
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  /** Bits a second. */
  readonly bitrate: number | null;
  /** Often an estimate. */
  readonly bytes: number | null;
};

export type SourceFormats = SourceItem & { readonly formats: readonly SourceFormat[] };

export type SourceMetadata = SourceItem & {
  readonly description: string | null;
  readonly uploader: string | null;
  readonly channel: string | null;
  /** Of publication, `2026-04-01`. */
  readonly date: string | null;
  readonly views: number | null;
  /** A small one, as a data address; null where the site has none. */
  readonly picture: string | null;
  readonly chapters: readonly { readonly title: string | null }[];
  /** The list that it was found in. */
  readonly playlist: { readonly title: string | null; readonly count: number | null } | null;
};

export type ListEntry = {
  /** Its place in the list, from 1. */
  readonly index: number;
  readonly kind: 'item' | 'list';
  readonly title: string | null;
  readonly url: string;
  readonly seconds: number | null;
  readonly date: string | null;
  readonly views: number | null;
  readonly live: Live;
};

export type SourceList = {
  readonly title: string | null;
  readonly site: string;
  readonly url: string | null;
  readonly description: string | null;
  readonly uploader: string | null;
  readonly channel: string | null;
  /** How many there are in all, where the site says so. */
  readonly count: number | null;
  readonly entries: readonly ListEntry[];
  readonly read: number;
  /** `from` of the next page; null on the last. */
  readonly next: number | null;
};

/** What the site says; or the job that asks it, while it has not answered. */
export type Looked<T> = (T & Seen) | Job;

export type EntryOrder = 'newest' | 'oldest' | 'longest' | 'shortest' | 'most-viewed' | 'least-viewed' | 'title';

export type EntryFilter = {
  readonly after?: string;
  readonly before?: string;
  readonly minSeconds?: number;
  readonly maxSeconds?: number;
  readonly minViews?: number;
  readonly maxViews?: number;
  readonly title?: string;
  readonly sort?: EntryOrder;
};

export type AudioFormat = 'mp3' | 'm4a' | 'flac' | 'wav' | 'opus' | 'aac';
export type Bitrate = '96k' | '128k' | '160k' | '192k' | '224k' | '256k' | '320k';
type Segment =
  | 'sponsor'
  | 'intro'
  | 'outro'
  | 'selfpromo'
  | 'preview'
  | 'filler'
  | 'interaction'
  | 'music_offtopic'
  | 'hook';

/** What is wished of one download, or of each of many alike. */
export type DownloadWishes = {
  readonly quality?: 'best' | '2160p' | '1440p' | '1080p' | '720p' | '480p' | '360p' | 'audio';
  readonly container?: 'mp4' | 'mkv' | 'webm' | 'mov';
  readonly audio?: { readonly format: AudioFormat; readonly bitrate?: Bitrate };
  readonly subtitles?: {
    readonly languages: string[];
    readonly automatic: boolean;
    readonly embed: boolean;
    readonly sidecar: boolean;
  };
  readonly thumbnail?: { readonly download: boolean; readonly embed: boolean };
  readonly metadata?: { readonly embed: boolean };
  readonly chapters?: { readonly embed: boolean; readonly split: boolean };
  readonly sections?: { readonly from?: string; readonly to?: string }[];
  readonly sponsorBlock?: { readonly mark?: Segment[]; readonly remove?: Segment[] };
  readonly live?: {
    readonly fromStart?: boolean;
    readonly minutes?: number;
    readonly waitForScheduledSeconds?: number;
  };
  readonly cookies?: { readonly id: string };
  readonly then?: { readonly preset: string };
  readonly pathTemplate?: string;
  readonly retentionSeconds?: number | null;
  readonly archive?: boolean;
};

export type NewDownload = DownloadWishes & { readonly url: string };
export type NewBatch = DownloadWishes & { readonly urls: string[] };
export type NewListDownload = DownloadWishes & {
  readonly url: string;
  readonly items?: string;
  readonly filter?: EntryFilter;
  readonly limit?: number;
};

export type BatchAccepted = {
  readonly job: Job;
  readonly refused: readonly { readonly index: number; readonly code: string; readonly message: string }[];
};

export type BatchCounts = Readonly<
  Record<
    'items' | 'refused' | 'notBegun' | 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled' | 'expired',
    number
  >
>;

export type BatchItem = {
  readonly index: number;
  readonly url: string;
  readonly title: string | null;
  readonly refused: { readonly code: string; readonly message: string } | null;
  readonly job: Job | null;
};

export type Batch = {
  readonly job: Job;
  readonly counts: BatchCounts;
  /** Of the items, how many are over. */
  readonly percent: number;
  readonly items: readonly BatchItem[];
  readonly cursor: string | null;
};

export type KeptCookies = {
  readonly id: string;
  readonly site: string;
  readonly name: string;
  readonly count: number;
  readonly expired: boolean;
  readonly firstExpiresAt?: string;
  readonly expiresAt?: string;
  readonly changedAt: string;
  readonly usedAt?: string;
};

export type CookiesList = { readonly cookies: readonly KeptCookies[] };

export type PushedCookies = KeptCookies & {
  readonly leftOut: { readonly expired: number; readonly otherSites: number };
};

export type ExportedCookie = { name: string; value: string; domain: string };

export type NewCookies = { readonly site?: string; readonly name?: string } & (
  | { readonly format: 'netscape'; readonly cookies: string }
  | { readonly format: 'json'; readonly cookies: ExportedCookie[] }
);
