import * as z from 'zod';
import { listOf, maybe, number, text } from './info.ts';

const entry = z.object({
  _type: text,
  ie_key: text,
  id: text,
  url: text,
  webpage_url: text,
  title: text,
  duration: number,
  timestamp: number,
  upload_date: text,
  view_count: number,
  live_status: text,
});
export type ListEntryJson = z.infer<typeof entry>;

/** The fields of yt-dlp's JSON that are read here, of a list whose items were not looked into (`--flat-playlist`). */
export const listJson = z.object({
  _type: z.literal(['playlist', 'multi_video']),
  id: text,
  title: text,
  description: text,
  uploader: text,
  channel: text,
  channel_id: text,
  channel_url: text,
  channel_follower_count: number,
  webpage_url: text,
  extractor_key: text,
  extractor: text,
  thumbnails: listOf(z.object({ url: z.string(), width: number, height: number })),
  /** Of the whole list; few sites say so. */
  playlist_count: number,
  entries: z.array(maybe(entry)).catch([]).default([]),
  /** Where each of `entries` stands; absent when they are all there is. */
  requested_entries: maybe(z.array(z.int().positive())),
});
export type ListJson = z.infer<typeof listJson>;
