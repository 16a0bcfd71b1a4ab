import * as z from 'zod';

/** What a site may leave unsaid. */
export const nullable = {
  text: z.string().nullable(),
  count: z.int().nonnegative().nullable(),
  seconds: z.number().nonnegative().nullable(),
};

const languages = z
  .strictObject({
    manual: z.array(z.string()).meta({ example: ['en', 'de'] }),
    automatic: z.array(z.string()).meta({ description: 'Made by the site’s machine.', example: ['en'] }),
  })
  .meta({ description: 'Languages of subtitles, by the tags that the site has for them' });

export const live = z
  .enum(['no', 'upcoming', 'live', 'ended'])
  .meta({ description: 'Whether it is or was a live stream' });

const item = {
  id: z.string().meta({ description: 'The site’s own', example: 'x1y2z3' }),
  title: z.string().meta({ example: 'Holiday in Rome' }),
  site: z.string().meta({ description: 'Which of yt-dlp’s extractors read it', example: 'vimeo' }),
  url: nullable.text.meta({ description: 'Of its page', example: 'https://example.com/watch/x1y2z3' }),
  seconds: nullable.seconds.meta({ description: 'Length', example: 93.4 }),
  live,
  startsAt: z.iso.datetime().nullable().meta({ description: 'Of an announced stream' }),
  subtitles: languages,
};

const formatView = z
  .strictObject({
    id: z.string().meta({ description: 'For `format` of a download', example: '137' }),
    ext: nullable.text.meta({ example: 'mp4' }),
    container: nullable.text.meta({ example: 'mp4_dash' }),
    width: nullable.count.meta({ example: 1920 }),
    height: nullable.count.meta({ example: 1080 }),
    fps: z.number().nullable().meta({ example: 25 }),
    hdr: z.boolean(),
    videoCodec: nullable.text.meta({ description: 'Null without a picture', example: 'h264' }),
    audioCodec: nullable.text.meta({ description: 'Null without sound', example: 'aac' }),
    bitrate: nullable.count.meta({ description: 'Bits per second', example: 4_400_000 }),
    bytes: nullable.count.meta({ description: 'Often an estimate', example: 51_000_000 }),
    language: nullable.text.meta({ description: 'Of the sound', example: 'en' }),
    note: nullable.text.meta({ example: '1080p' }),
  })
  .meta({ id: 'SourceFormat', description: 'A form in which a site offers an item' });
export type FormatView = z.infer<typeof formatView>;

/** What `GET /api/v1/formats` answers. */
export const formatsView = z
  .strictObject({
    ...item,
    formats: z.array(formatView),
    chosen: z.array(z.string()).meta({
      description: 'What the selection takes, by id; several are merged into one file',
      example: ['137', '140'],
    }),
  })
  .meta({ id: 'SourceFormats' });
export type FormatsView = z.infer<typeof formatsView>;

/** What `GET /api/v1/metadata` answers. */
export const metadataView = z
  .strictObject({
    ...item,
    description: nullable.text,
    uploader: nullable.text.meta({ example: 'Ann' }),
    channel: nullable.text.meta({ example: 'Ann travels' }),
    channelId: nullable.text,
    channelUrl: nullable.text,
    date: z.iso.date().nullable().meta({ description: 'Of publication', example: '2026-04-01' }),
    views: nullable.count,
    likes: nullable.count,
    ageLimit: nullable.count,
    tags: z.array(z.string()),
    thumbnails: z.array(z.strictObject({ url: z.string(), width: nullable.count, height: nullable.count })),
    picture: nullable.text.meta({
      description:
        'A small thumbnail itself, as a data address; null unless `picture` is asked for, or where there is none',
    }),
    chapters: z.array(z.strictObject({ title: nullable.text, from: z.number().nonnegative(), to: nullable.seconds })),
    playlist: z
      .strictObject({ title: nullable.text, index: nullable.count, count: nullable.count })
      .nullable()
      .meta({ description: 'The list that it was found in' }),
  })
  .meta({ id: 'SourceMetadata', description: 'What a site says of an item' });
export type MetadataView = z.infer<typeof metadataView>;

/** Of every answer that a site may have given a while ago. */
export const cached = z.boolean().meta({
  description: 'Whether the site said so a while ago: how long, is in `Age`, in seconds',
});

/** How a site may refuse: not now, not ever, or by not answering. */
export const siteProblems = { 409: null, 422: null, 502: null } as const;
