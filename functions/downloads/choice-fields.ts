import * as z from 'zod';
import { faultOfSelector } from './format-selector.ts';

export const qualities = ['best', '2160p', '1440p', '1080p', '720p', '480p', '360p', 'audio'] as const;

/** What is to be fetched: which of the formats that the site offers. */
export const choiceFields = {
  quality: z.enum(qualities).optional().meta({
    description:
      'Most pixels of the shorter side, whichever way the picture stands; audio leaves the picture out. Default: best.',
    example: '1080p',
  }),
  format: z
    .string()
    .min(1)
    .max(200)
    .superRefine((text, { addIssue }) => {
      const fault = faultOfSelector(text);
      if (fault) addIssue({ code: 'custom', message: fault });
    })
    .optional()
    .meta({
      description:
        'In place of quality: a selector in the words of yt-dlp that names one file, with `+`, `/`, brackets and conditions.',
      example: 'bv*[height<=1080]+ba/b',
    }),
  container: z.enum(['mp4', 'mkv', 'webm', 'mov']).optional().meta({
    description: 'The file to put it in; what is fetched is not encoded anew for it. Default: what suits the formats.',
    example: 'mp4',
  }),
  videoCodec: z.enum(['h264', 'hevc', 'av1', 'vp9']).optional().meta({
    description: 'Preferred among formats of the same size and frame rate.',
    example: 'h264',
  }),
  audioCodec: z.enum(['aac', 'opus', 'mp3', 'flac', 'vorbis']).optional().meta({
    description: 'Preferred among formats of the same picture.',
    example: 'aac',
  }),
  maxFps: z.int().min(1).max(240).optional().meta({
    description: 'Prefers formats with at most so many frames a second.',
    example: 30,
  }),
  hdr: z.enum(['prefer', 'avoid']).optional().meta({
    description: 'Whether a picture of high dynamic range is wanted where there is one.',
  }),
};

const bitrates = ['96k', '128k', '160k', '192k', '224k', '256k', '320k'] as const;

export const audioWish = z
  .strictObject({
    format: z.enum(['mp3', 'm4a', 'flac', 'wav', 'opus', 'aac']).meta({ example: 'mp3' }),
    bitrate: z.enum(bitrates).optional().meta({
      description: 'Of lossy formats, where the sound must be encoded anew. Default: variable, of good quality.',
      example: '192k',
    }),
    quality: z.int().min(0).max(10).optional().meta({
      description: 'In place of bitrate, for mp3, m4a and aac: variable rate, from 0 (best) to 10 (smallest).',
      example: 2,
    }),
    loudness: z.number().min(-40).max(-5).optional().meta({
      description: 'Loudness to bring it to, in LUFS (EBU R128), measured first: -16 for the web, -23 for broadcast.',
      example: -16,
    }),
  })
  .refine(({ bitrate, quality }) => bitrate === undefined || quality === undefined, {
    path: ['quality'],
    error: 'give either bitrate or quality',
  })
  .refine(({ format, bitrate }) => bitrate === undefined || !['flac', 'wav'].includes(format), {
    path: ['bitrate'],
    error: 'flac and wav keep everything and have no bitrate',
  })
  .refine(({ format, quality }) => quality === undefined || ['mp3', 'm4a', 'aac'].includes(format), {
    path: ['quality'],
    error: 'only mp3, m4a and aac are made by quality; give a bitrate',
  })
  .refine(({ quality, loudness }) => quality === undefined || loudness === undefined, {
    path: ['quality'],
    error: 'give a bitrate together with loudness',
  })
  .refine(({ format, loudness }) => loudness === undefined || format !== 'aac', {
    path: ['format'],
    error: 'give m4a together with loudness: the same sound, in a file that players can seek in',
  });
export type AudioWish = z.infer<typeof audioWish>;
