import * as z from 'zod';

/** What a site does not say, or says in another shape than the rest, is null: its other facts are still worth having. */
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null).default(null);
export const text = maybe(z.string());
export const number = maybe(z.number());
/** Those that can be read; a broken one takes none of the others with it. */
export const listOf = <T extends z.ZodType>(entry: T) =>
  z
    .array(entry.nullable().catch(null as never))
    .catch([])
    .default([])
    .transform((all) => all.filter((one) => one !== null));

const format = z.object({
  format_id: z.string(),
  ext: text,
  container: text,
  protocol: text,
  width: number,
  height: number,
  fps: number,
  dynamic_range: text,
  vcodec: text,
  acodec: text,
  tbr: number,
  filesize: number,
  filesize_approx: number,
  language: text,
  format_note: text,
});
export type InfoFormat = z.infer<typeof format>;

const byLanguage = z.record(z.string(), z.unknown()).nullable().catch(null).default(null);

/** The fields of yt-dlp's JSON that are read here, of one item. */
export const infoJson = z.object({
  id: z.string(),
  title: text,
  description: text,
  uploader: text,
  channel: text,
  channel_id: text,
  channel_url: text,
  duration: number,
  upload_date: text,
  timestamp: number,
  release_timestamp: number,
  view_count: number,
  like_count: number,
  age_limit: number,
  tags: listOf(z.string()),
  thumbnails: listOf(z.object({ url: z.string(), width: number, height: number })),
  chapters: listOf(z.object({ title: text, start_time: z.number(), end_time: number })),
  subtitles: byLanguage,
  automatic_captions: byLanguage,
  /** Those that the wishes chose. */
  requested_subtitles: byLanguage,
  live_status: text,
  webpage_url: text,
  extractor_key: text,
  extractor: text,
  playlist_title: text,
  playlist_index: number,
  n_entries: number,
  /** How many there are at the address, where it is a list. */
  playlist_count: number,
  ext: text,
  width: number,
  height: number,
  formats: listOf(format),
  /** What the selection chose, one or several to be merged; absent for a single file. */
  requested_formats: listOf(format),
  format_id: text,
  filesize: number,
  filesize_approx: number,
});
export type InfoJson = z.infer<typeof infoJson>;
