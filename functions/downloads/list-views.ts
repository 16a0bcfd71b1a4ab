import * as z from 'zod';
import { live, nullable } from './views.ts';

const entryView = z
  .strictObject({
    index: z.int().positive().meta({ description: 'Its place in the list, from 1', example: 1 }),
    kind: z.enum(['item', 'list']).meta({ description: 'A list within the list is asked for by its own address' }),
    id: nullable.text.meta({ description: 'The site’s own', example: 'x1y2z3' }),
    title: nullable.text.meta({ example: 'Holiday in Rome' }),
    url: z.string().meta({ example: 'https://example.com/watch/x1y2z3' }),
    seconds: nullable.seconds.meta({ description: 'Length', example: 93.4 }),
    date: z.iso.date().nullable().meta({ description: 'Of publication', example: '2026-04-01' }),
    views: nullable.count.meta({ example: 42 }),
    live,
  })
  .meta({ id: 'ListEntry', description: 'What a list says of an item, without looking into it' });
export type ListEntry = z.infer<typeof entryView>;

const page = {
  id: nullable.text.meta({ description: 'The site’s own' }),
  title: nullable.text.meta({ example: 'Travels' }),
  site: z.string().meta({ description: 'Which of yt-dlp’s extractors read it', example: 'vimeo' }),
  url: nullable.text.meta({ description: 'Of its page', example: 'https://example.com/list/9' }),
  description: nullable.text,
  count: nullable.count.meta({ description: 'How many entries it has in all, where the site says so', example: 5000 }),
  entries: z.array(entryView),
  read: z.int().nonnegative().meta({ description: 'How many entries were read for this page', example: 50 }),
  next: z.int().positive().nullable().meta({
    description: '`from` of the next page; null when this is the last',
    example: 51,
  }),
};

/** What `GET /api/v1/playlist/preview` answers. */
export const listView = z
  .strictObject({
    ...page,
    uploader: nullable.text.meta({ example: 'Ann' }),
    channel: nullable.text.meta({ example: 'Ann travels' }),
    channelUrl: nullable.text,
  })
  .meta({ id: 'SourceList', description: 'A playlist, a feed or a page with several items, a page of it at a time' });
export type ListView = z.infer<typeof listView>;

/** What `GET /api/v1/channel/info` answers. */
export const channelView = z
  .strictObject({
    ...page,
    name: nullable.text.meta({ example: 'Ann travels' }),
    channelId: nullable.text,
    channelUrl: nullable.text,
    followers: nullable.count.meta({ example: 1200 }),
    thumbnails: z.array(z.strictObject({ url: z.string(), width: nullable.count, height: nullable.count })),
    tabs: z.array(z.strictObject({ title: nullable.text, url: z.string() })).meta({
      description: 'Lists that the channel is divided into; ask for one by its address',
    }),
  })
  .meta({ id: 'SourceChannel', description: 'A channel, and a page of what it has shown' });
export type ChannelView = z.infer<typeof channelView>;
