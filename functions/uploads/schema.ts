import * as z from 'zod';
import { transcodeWishes } from '#media/schema.ts';
import { jobView } from '#shared/job.ts';
import { mostBytes } from '#shared/plan-parts.ts';
import { fileState, readyWithinHours } from '#shared/restoration.ts';
import { upload } from '#shared/upload.ts';

const mediaType = z
  .string()
  .regex(/^[a-z]+\/[\w.+-]{1,100}$/i, 'a media type such as video/mp4')
  .meta({ example: 'video/mp4' });

export const startUploadRequest = z.strictObject({
  fileName: z
    .string()
    .min(1)
    .max(1024)
    .regex(/^\P{Cc}*$/u, 'a name without control characters such as NUL and line ends')
    .meta({ example: 'holiday.mov' }),
  bytes: z
    .int()
    .positive({ error: ({ input }) => (input === 0 ? 'a file without bytes cannot be uploaded' : undefined) })
    .meta({ description: `Size of the file; at most ${mostBytes}`, example: 734003200 }),
  mediaType: mediaType.default('application/octet-stream'),
  checksum: z.enum(['sha256', 'crc32']).optional().meta({
    description: '`sha256`: every part is sent with its own; `crc32`: of the whole, given at the end',
  }),
  then: transcodeWishes
    .optional()
    .meta({ description: 'What to make of it once it is there', example: { preset: 'h264-720p' } }),
});

const partNumber = z.int().min(1).max(10_000);
const sha256 = z.base64().length(44).meta({ description: 'SHA-256 of the part, base64' });

const signedPart = z.strictObject({
  number: partNumber,
  url: z.url().meta({ description: 'Takes the bytes of the part by PUT, for twelve hours' }),
  headers: z.record(z.string(), z.string()).optional().meta({ description: 'To be sent with it as they are' }),
});

const uploadView = upload.omit({ owner: true, multipart: true, then: true }).meta({ id: 'Upload' });

export const uploadPlan = uploadView
  .extend({ partBytes: z.int().positive(), partCount: z.int(), parts: z.array(signedPart) })
  .meta({ id: 'UploadPlan', description: 'The first addresses to send parts to; more by `/{id}/parts`' });

export const uploadWithFile = uploadView
  .extend({ file: fileState.nullable() })
  .meta({ id: 'UploadWithFile', description: 'An upload, and the state of its bytes; null while there are none' });

export const sourceRestoration = z
  .strictObject({ file: fileState, readyWithinHours })
  .meta({ id: 'SourceRestoration' });

export const uploadsQuery = z.strictObject({
  /** Cursors are made by the table; anything else is refused there. */
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  state: upload.shape.state.default('open'),
  key: z.string().max(1024).optional().meta({
    description: 'Only the one whose bytes lie there, whatever its state: leads from the source of a job to its record',
    example: 'raw/5f1e/holiday.mov',
  }),
});

export const deleteUploadQuery = z.strictObject({
  state: z.literal('open').optional().meta({
    description: '`open`: only while it is open, so that giving up an upload never erases one that got through',
  }),
});

export const uploadPage = z
  .strictObject({ uploads: z.array(uploadView), cursor: z.string().nullable() })
  .meta({ id: 'UploadPage' });

export const uploadParams = z.strictObject({ id: z.uuid({ error: 'an upload id is a UUID' }) });

export const partsQuery = z.strictObject({
  from: z.coerce.number().int().min(1).max(10_000).default(1).meta({ description: 'First part to be signed' }),
  limit: z.coerce.number().int().min(0).max(500).default(500),
});

export const partsAnswer = z
  .strictObject({
    parts: z.array(signedPart),
    arrived: z.array(z.strictObject({ number: partNumber, etag: z.string(), bytes: z.int() })),
  })
  .meta({ id: 'UploadParts' });

export const signPartsRequest = z.strictObject({
  parts: z
    .array(z.strictObject({ number: partNumber, sha256 }))
    .min(1)
    .max(500),
});

export const completeUploadRequest = z.strictObject({
  parts: z
    .array(z.strictObject({ number: partNumber, etag: z.string().min(1).max(100), sha256: sha256.optional() }))
    .max(10_000)
    .optional()
    .meta({ description: 'As the store answered them; what is left out counts as it has arrived' }),
  crc32: z.base64().length(8).optional().meta({ description: 'CRC-32 of the whole file, big-endian, base64' }),
});

/** Ten thousand parts with the longest tags, the sum of each, and room for another client's spaces. */
export const completionBytes = 2_500_000;

export const completedUpload = z
  .strictObject({ upload: uploadView, job: jobView.nullable() })
  .meta({ id: 'CompletedUpload', description: 'The upload, and the job it started if it asked for one' });
