import * as z from 'zod';
import type { Validators } from '#shared/ports/web.ts';

const validators = z.strictObject({
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  bytes: z.number().nullable(),
}) satisfies z.ZodType<Validators>;

const keptStream = z.strictObject({
  formatId: z.string(),
  /** In the scratch folder, when it is finished. */
  file: z.string().regex(/^media\.[^/]+$/),
  source: validators,
  /** Its bytes from the first on, as objects of the store. */
  pieces: z.array(z.strictObject({ key: z.string(), bytes: z.int().positive() })),
  isWhole: z.boolean(),
  /** What yt-dlp notes of a file that comes in segments. */
  state: z.string().nullable(),
});
export type KeptStream = z.infer<typeof keptStream>;

/** What a try leaves for the next one. */
export const partials = z.strictObject({ streams: z.array(keptStream) });

export const partialsKey = (prefix: string): string => `${prefix}partials.json`;

export const bytesOf = ({ pieces }: KeptStream): number => pieces.reduce((sum, { bytes }) => sum + bytes, 0);
