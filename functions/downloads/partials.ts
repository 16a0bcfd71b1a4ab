import * as z from 'zod';
import type { Validators } from '#shared/ports/web.ts';

const validators = z.strictObject({
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  bytes: z.number().nullable(),
}) satisfies z.ZodType<Validators>;

/** Parts of a multipart upload, which is to become the artifact: all of the same size, the first bytes of the file. */
const keptUpload = z.strictObject({
  key: z.string(),
  id: z.string(),
  partBytes: z.int().positive(),
  parts: z.int().positive(),
});
export type KeptUpload = z.infer<typeof keptUpload>;

const keptPiece = z.strictObject({ key: z.string(), bytes: z.int().positive() });
export type KeptPiece = z.infer<typeof keptPiece>;

const keptStream = z.strictObject({
  formatId: z.string(),
  /** In the scratch folder, when it is finished. */
  file: z.string().regex(/^media\.[^/]+$/),
  source: validators,
  upload: keptUpload.nullable().default(null),
  /** Its bytes from the first on, or from behind those parts, as objects of the store. */
  pieces: z.array(keptPiece),
  isWhole: z.boolean(),
  /** What yt-dlp notes of a file that comes in segments. */
  state: z.string().nullable(),
});
export type KeptStream = z.infer<typeof keptStream>;

/** What a try leaves for the next one. */
export const partials = z.strictObject({ streams: z.array(keptStream) });

export const partialsKey = (prefix: string): string => `${prefix}partials.json`;

export const bytesOf = ({ upload, pieces }: Pick<KeptStream, 'upload' | 'pieces'>): number =>
  pieces.reduce((sum, { bytes }) => sum + bytes, upload ? upload.partBytes * upload.parts : 0);
