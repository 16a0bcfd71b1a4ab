import * as z from 'zod';

/** The store's lifecycle ends an upload that was not completed by then, and frees its parts. */
export const uploadDays = 7;

/** The record of an upload; the bytes lie at `key` once it is completed. */
export const upload = z.strictObject({
  id: z.uuidv7(),
  owner: z.string(),
  /** `raw/{owner}/{id}/{safe file name}` */
  key: z.string(),
  /** S3's id of the multipart upload. */
  multipart: z.string(),
  fileName: z.string(),
  bytes: z.int().positive(),
  partBytes: z.int().positive(),
  mediaType: z.string(),
  checksum: z.enum(['sha256', 'crc32']).optional(),
  state: z.enum(['open', 'completed', 'aborted']),
  /** The transcode asked for when the bytes are there, as validated. */
  then: z.record(z.string(), z.unknown()).optional(),
  job: z.uuidv7().optional(),
  createdAt: z.iso.datetime(),
});
export type Upload = z.infer<typeof upload>;
