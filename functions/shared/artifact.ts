import * as z from 'zod';

/** A file that a job made, as its record keeps it. */
export const artifact = z.strictObject({
  /** File name as a person would save it. */
  name: z.string(),
  kind: z.enum(['video', 'audio', 'image', 'playlist', 'subtitles', 'data']),
  /** The object's key under `processed/{owner}/{job}/`. For a ladder, its main playlist; the rest lies beside it. */
  key: z.string(),
  mediaType: z.string(),
  bytes: z.int().nonnegative().meta({ description: 'Of a ladder, all its files together' }),
  files: z.int().min(2).optional().meta({ description: 'How many files a ladder is made of' }),
  /** Lower-case hexadecimal. */
  sha256: z.string(),
  /** What a person wants to know of it; absent facts do not apply. */
  facts: z
    .strictObject({
      seconds: z.number(),
      width: z.int(),
      height: z.int(),
      fps: z.number(),
      videoCodec: z.string(),
      audioCodec: z.string(),
      bitrate: z.int(),
    })
    .partial()
    .optional(),
});
export type Artifact = z.infer<typeof artifact>;
