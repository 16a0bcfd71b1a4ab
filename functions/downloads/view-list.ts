import type { ListEntryJson, ListJson } from './list-info.ts';
import type { ListEntry } from './list-views.ts';
import type { SeenList } from './look-schema.ts';
import { type AskedPage, pageOf } from './page-of-list.ts';
import { dateOf, liveOf, positive, siteOf, whole } from './view-info.ts';

/** Some of yt-dlp's readers hand facts on in the fragment of an address, which is nothing to anybody else. */
const plainUrl = (url: string): string => url.replace(/#__youtubedl_smuggle=.*$/s, '');

/** How yt-dlp calls its readers of lists. */
const readsLists = /(?:Tab|Playlist|Channel|User|List|Feed|Album|Show|Series|Season)$/;

const kindOf = ({ _type: type, ie_key: reader }: ListEntryJson): ListEntry['kind'] =>
  type === 'playlist' || type === 'multi_video' || readsLists.test(reader ?? '') ? 'list' : 'item';

const viewEntry = (entry: ListEntryJson, index: number): ListEntry | null => {
  const url = entry.url ?? entry.webpage_url;
  if (url === null) return null;
  return {
    index,
    kind: kindOf(entry),
    id: entry.id,
    title: entry.title,
    url: plainUrl(url),
    seconds: positive(entry.duration),
    date: dateOf(entry),
    views: whole(entry.view_count),
    live: liveOf(entry),
  };
};

/** With their places in the whole list. */
export const entriesOf = ({ entries, requested_entries: places }: ListJson): ListEntry[] =>
  entries
    .map((entry, at) => entry && viewEntry(entry, places?.[at] ?? at + 1))
    .filter((entry): entry is ListEntry => entry !== null);

/** All that is told of a page of a list, whoever asks for which part of it. */
export const viewList = (list: ListJson, asked: AskedPage): SeenList => {
  const read = entriesOf(list);
  const total = whole(list.playlist_count);
  return {
    id: list.id,
    title: list.title,
    site: siteOf(list),
    url: list.webpage_url,
    description: list.description,
    uploader: list.uploader,
    channel: list.channel,
    channelId: list.channel_id,
    channelUrl: list.channel_url,
    followers: whole(list.channel_follower_count),
    thumbnails: list.thumbnails.map(({ url, width, height }) => ({ url, width: whole(width), height: whole(height) })),
    name: list.channel ?? list.uploader ?? list.title,
    tabs: read.filter(({ kind }) => kind === 'list').map(({ title, url }) => ({ title, url })),
    count: total,
    read: read.length,
    ...pageOf(read, asked, total),
  };
};
