import type { InfoFormat, InfoJson } from './info.ts';
import type { FormatsView, FormatView, MetadataView } from './views.ts';

/** What codecs are called on the web (RFC 6381) and here. */
const codecs: readonly (readonly [RegExp, string])[] = [
  [/^(avc|h\.?264)/, 'h264'],
  [/^(hev|hvc|h\.?265|hevc)/, 'hevc'],
  [/^av0?1/, 'av1'],
  [/^vp0?9/, 'vp9'],
  [/^vp0?8/, 'vp8'],
  [/^(mp4a\.(6b|69)|mp3)/, 'mp3'],
  [/^(mp4a|aac)/, 'aac'],
  [/^e-?ac-?3/, 'eac3'],
  [/^ac-?3/, 'ac3'],
];

const codecOf = (codec: string | null): string | null => {
  if (codec === null || codec === 'none') return null;
  const lower = codec.toLowerCase();
  return codecs.find(([pattern]) => pattern.test(lower))?.[1] ?? lower.split('.')[0] ?? lower;
};

export const whole = (value: number | null): number | null => (value === null || value < 0 ? null : Math.round(value));
export const positive = (value: number | null): number | null => (value === null || value < 0 ? null : value);

const instant = (seconds: number | null): Date | null => {
  const at = seconds === null ? null : new Date(seconds * 1000);
  return at && !Number.isNaN(at.getTime()) ? at : null;
};

/** The site's own date, else the day of its time stamp in UTC. */
export const dateOf = ({ upload_date: day, timestamp }: Pick<InfoJson, 'upload_date' | 'timestamp'>): string | null => {
  const [, year, month, date] = /^(\d{4})(\d\d)(\d\d)$/.exec(day ?? '') ?? [];
  if (year) return `${year}-${month}-${date}`;
  return instant(timestamp)?.toISOString().slice(0, 10) ?? null;
};

const liveStates: Readonly<Record<string, FormatsView['live']>> = {
  is_upcoming: 'upcoming',
  is_live: 'live',
  was_live: 'ended',
  post_live: 'ended',
};

export const liveOf = ({ live_status: status }: Pick<InfoJson, 'live_status'>): FormatsView['live'] =>
  liveStates[status ?? ''] ?? 'no';

/** The chat of a stream is listed as subtitles, and is none. */
const languagesOf = (tracks: InfoJson['subtitles']): string[] =>
  Object.keys(tracks ?? {}).filter((language) => language !== 'live_chat');

export const siteOf = ({ extractor_key: key, extractor }: Pick<InfoJson, 'extractor_key' | 'extractor'>): string =>
  (key ?? extractor ?? 'generic').toLowerCase();

const itemOf = (info: InfoJson): Omit<FormatsView, 'formats' | 'chosen'> => ({
  id: info.id,
  title: info.title ?? info.id,
  site: siteOf(info),
  url: info.webpage_url,
  seconds: positive(info.duration),
  live: liveOf(info),
  startsAt: info.live_status === 'is_upcoming' ? (instant(info.release_timestamp)?.toISOString() ?? null) : null,
  subtitles: { manual: languagesOf(info.subtitles), automatic: languagesOf(info.automatic_captions) },
});

const viewFormat = (format: InfoFormat): FormatView => ({
  id: format.format_id,
  ext: format.ext,
  container: format.container,
  width: whole(format.width),
  height: whole(format.height),
  fps: positive(format.fps),
  hdr: format.dynamic_range !== null && format.dynamic_range !== 'SDR',
  videoCodec: codecOf(format.vcodec),
  audioCodec: codecOf(format.acodec),
  bitrate: whole(format.tbr === null ? null : format.tbr * 1000),
  bytes: whole(format.filesize ?? format.filesize_approx),
  language: format.language,
  note: format.format_note,
});

/** Boards of small pictures, for seeking, are offered as formats too. */
const isMedia = ({ vcodec, acodec, protocol }: InfoFormat): boolean =>
  protocol !== 'mhtml' && !(vcodec === 'none' && acodec === 'none');

/** The files that the selection takes; what it took to know how large they are is often missing. */
export const chosenFiles = (info: InfoJson): { formatId: string; bytes: number | null }[] => {
  const taken = info.requested_formats.length > 0 ? info.requested_formats : [info];
  return taken.flatMap(({ format_id: formatId, filesize, filesize_approx: about }) =>
    formatId === null ? [] : { formatId, bytes: whole(filesize ?? about) },
  );
};

export const viewFormats = (info: InfoJson): FormatsView => ({
  ...itemOf(info),
  formats: info.formats.filter(isMedia).map(viewFormat),
  chosen: chosenFiles(info).map(({ formatId }) => formatId),
});

export const viewMetadata = (info: InfoJson): MetadataView => ({
  ...itemOf(info),
  description: info.description,
  uploader: info.uploader,
  channel: info.channel,
  channelId: info.channel_id,
  channelUrl: info.channel_url,
  date: dateOf(info),
  views: whole(info.view_count),
  likes: whole(info.like_count),
  ageLimit: whole(info.age_limit),
  tags: info.tags,
  thumbnails: info.thumbnails.map(({ url, width, height }) => ({ url, width: whole(width), height: whole(height) })),
  picture: null,
  chapters: info.chapters.map(({ title, start_time: from, end_time: to }) => ({
    title,
    from: Math.max(0, from),
    to: positive(to),
  })),
  playlist:
    info.playlist_title === null && info.playlist_index === null
      ? null
      : { title: info.playlist_title, index: whole(info.playlist_index), count: whole(info.n_entries) },
});
