import * as z from 'zod';
import { faultOfTemplate } from './path-variables.ts';

const languagePattern = z
  .string()
  .max(35)
  .regex(
    /^!?(all|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*(-?\.?\*)?)$/,
    'a language such as en, pt-BR, en* or all; !de leaves one out',
  )
  .meta({ example: 'en*' });

const subtitles = z
  .strictObject({
    languages: z
      .array(languagePattern)
      .min(1)
      .max(20)
      .meta({
        description: 'Tags as the site has them; `*` stands for any ending, `!` leaves out.',
        example: ['en*', 'de'],
      }),
    automatic: z.boolean().default(false).meta({
      description: 'Whether those that the site makes by machine will do where there are no others.',
    }),
    format: z.enum(['srt', 'vtt', 'ass']).default('srt'),
    embed: z.boolean().default(false).meta({ description: 'Put into the video file as tracks.' }),
    sidecar: z.boolean().default(true).meta({ description: 'Kept as files of their own.' }),
  })
  .refine(({ embed, sidecar }) => embed || sidecar, {
    path: ['sidecar'],
    error: 'subtitles are embedded, kept as files of their own, or both',
  });

const thumbnail = z
  .strictObject({
    download: z.boolean().default(true).meta({ description: 'Kept as a file of its own.' }),
    embed: z.boolean().default(false).meta({ description: 'Put into the media file as its cover.' }),
    format: z.enum(['jpg', 'png', 'webp']).default('jpg'),
    allSizes: z
      .boolean()
      .default(false)
      .meta({ description: 'Every size that the site offers, not only the largest.' }),
  })
  .refine(({ download, embed }) => download || embed, {
    path: ['download'],
    error: 'a thumbnail is kept as a file, embedded, or both',
  })
  .refine(({ download, allSizes }) => download || !allSizes, {
    path: ['allSizes'],
    error: 'only files can have all sizes',
  });

/** Ten days in seconds: no section lies later. */
const mostSeconds = 864_000;
const clock = /^(?:(?:(\d{1,3}):)?([0-5]?\d):)?([0-5]?\d(?:\.\d{1,3})?)$/;

/** `90.5`, `1:30.5` and `0:01:30.5` are the same. */
export const secondsOf = (time: number | string): number => {
  if (typeof time === 'number') return time;
  const [, hours = 0, minutes = 0, seconds = 0] = clock.exec(time) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
};

const moment = z
  .union([z.number().min(0).max(mostSeconds), z.string().regex(clock, 'seconds, or a time such as 1:02:30.5')])
  .meta({ description: 'Seconds, or hh:mm:ss', example: '1:02:30' });

const stretch = z
  .strictObject({
    from: moment.default(0),
    to: moment.optional().meta({ description: 'Default: the end.', example: '1:05:00' }),
  })
  .refine(({ from, to }) => to === undefined || secondsOf(to) > secondsOf(from), {
    path: ['to'],
    error: 'a section ends after it begins',
  });

const chapterNamed = z.strictObject({
  // titles are anybody's, and every further star makes a long one dearer to compare
  chapter: z
    .string()
    .min(1)
    .max(200)
    .regex(/^(?:[^*]*\*){0,3}[^*]*$/, 'a title with at most three *')
    .meta({
      description: 'Every chapter with this title, in whatever case; `*` stands for anything.',
      example: 'Chapter 2*',
    }),
});

export const section = z.union([chapterNamed, stretch]);
export type Section = z.infer<typeof section>;

const removable = [
  'sponsor',
  'intro',
  'outro',
  'selfpromo',
  'preview',
  'filler',
  'interaction',
  'music_offtopic',
  'hook',
] as const;

const sponsorBlock = z
  .strictObject({
    mark: z
      .array(z.enum([...removable, 'poi_highlight', 'chapter']))
      .max(11)
      .default([])
      .meta({
        description: 'Become chapters.',
        example: ['sponsor'],
      }),
    remove: z
      .array(z.enum(removable))
      .max(9)
      .default([])
      .meta({ description: 'Are cut out.', example: ['selfpromo'] }),
  })
  .refine(({ mark, remove }) => mark.length + remove.length > 0, { path: ['mark'], error: 'name a category' });

/** What is fetched beside the media, put into it, or cut out of it. */
export const sideFields = {
  subtitles: subtitles.optional(),
  thumbnail: thumbnail.optional(),
  metadata: z
    .strictObject({ embed: z.boolean() })
    .optional()
    .meta({ description: 'Title, author, date and the like, written into the file.' }),
  chapters: z
    .strictObject({
      embed: z.boolean().default(false).meta({ description: 'Written into the file.' }),
      split: z.boolean().default(false).meta({ description: 'Also a file for each.' }),
    })
    .optional(),
  sections: z
    .array(section)
    .min(1)
    .max(20)
    .optional()
    .meta({
      description: 'Only these parts, each as a file of its own.',
      example: [{ from: 30, to: '1:30' }],
    }),
  exactCuts: z.boolean().optional().meta({
    description: 'Cuts where it was said, by encoding anew around it; else at the nearest picture that stands alone.',
  }),
  sponsorBlock: sponsorBlock.optional().meta({
    description: 'Segments that viewers of YouTube have marked (sponsor.ajay.app).',
  }),
  pathTemplate: z
    .string()
    .min(1)
    .max(300)
    .superRefine((template, { addIssue }) => {
      const fault = faultOfTemplate(template);
      if (fault) addIssue({ code: 'custom', message: fault });
    })
    .optional()
    .meta({
      description:
        'What the files are called, with folders. Names are made safe, and told apart where they are the same.',
      example: '{channel}/{date} {safe_title}.{ext}',
    }),
};
