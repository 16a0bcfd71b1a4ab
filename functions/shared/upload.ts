import * as z from 'zod';

/** The store's lifecycle ends an upload that was not completed by then, and frees its parts. */
export const uploadDays = 7;

/** The record of a source: of an upload, or of an object that was put straight under `raw/`. */
export const upload = z.strictObject({
  id: z.uuidv7(),
  owner: z.string(),
  /** Where the bytes lie once it is completed: `raw/{owner}/{id}/{safe file name}`, or wherever it was put. */
  key: z.string(),
  /** S3's id of the multipart upload; as the size of parts, absent of what was put straight into the store. */
  multipart: z.string().optional(),
  fileName: z.string(),
  bytes: z.int().nonnegative(),
  partBytes: z.int().positive().optional(),
  mediaType: z.string(),
  checksum: z.enum(['sha256', 'crc32']).optional(),
  state: z.enum(['open', 'completed', 'aborted', 'erased']),
  /** The transcode asked for when the bytes are there, as validated. */
  then: z.record(z.string(), z.unknown()).optional(),
  job: z.uuidv7().optional(),
  createdAt: z.iso.datetime(),
  /** When its bytes were last removed for good. */
  erasedAt: z.iso.datetime().optional(),
});
export type Upload = z.infer<typeof upload>;

/** What goes up in parts, by the API. */
export type PartedUpload = Upload & { readonly multipart: string; readonly partBytes: number };

export const isParted = (upload: Upload): upload is PartedUpload =>
  upload.multipart !== undefined && upload.partBytes !== undefined;
