import type { WhatToMake } from '#media/schema.ts';
import type { JobOrder } from '#shared/start-job.ts';
import type { AudioWish } from './choice-fields.ts';
import type { DownloadJob, DownloadWishes, Place } from './schema.ts';

/** What was fetched goes after an hour unless the request says otherwise. */
const retentionOfDownloads = 3600;

export type DownloadSource = { readonly owner: string; readonly url: string; readonly place?: Place };

const fileOf = {
  mp3: { container: 'mp3' },
  m4a: { container: 'm4a' },
  aac: { container: 'm4a' },
  flac: { container: 'flac' },
  wav: { container: 'wav' },
  opus: { container: 'ogg', audioCodec: 'opus' },
} as const;

/** Loudness is measured before it is set, which our own encoder does: the sound is fetched as it is and made so after. */
const asLoudAsWished = ({ format, bitrate, loudness }: AudioWish): WhatToMake | undefined =>
  loudness === undefined
    ? undefined
    : {
        rendition: {
          ...fileOf[format],
          loudness,
          ...(bitrate && { audioBitrate: Number.parseInt(bitrate, 10) * 1000 }),
          upscale: false,
          frameRate: 'keep',
          speed: 'balanced',
          audioChannels: 2,
        },
      };

/** Host and path: what a job is called until its title is known. */
export const nameOf = (url: string): string => {
  const { host, pathname } = new URL(url);
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}`.slice(0, 200);
};

/** The job that a request asks for, or one item of a playlist, a channel or a list. */
export const downloadOrder = (
  { owner, url, place }: DownloadSource,
  { name, email, retentionSeconds, then, reuse, archive, webhook, ...wishes }: DownloadWishes,
): JobOrder => {
  const made = then ?? (wishes.audio && asLoudAsWished(wishes.audio));
  const request: DownloadJob = {
    url,
    wishes,
    ...(name !== undefined && { name }),
    ...(place && { place }),
    ...(made && { then: made }),
    ...(archive && { archive }),
    ...(reuse === false && { reuse }),
  };
  return {
    kind: 'download',
    owner,
    name: name ?? nameOf(url),
    request,
    email,
    webhook,
    retentionSeconds: retentionSeconds === undefined ? retentionOfDownloads : retentionSeconds,
  };
};
