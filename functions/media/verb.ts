import * as z from 'zod';
import { retentionSeconds } from '#shared/job.ts';
import { webhookField } from '#shared/webhook-field.ts';

/** What every verb that works on stored media asks for, and what its job keeps. */

export const source = z
  .union(
    [
      z.strictObject({ upload: z.uuid().meta({ description: 'A completed upload.' }) }),
      z.strictObject({
        key: z
          .string()
          .regex(/^raw\//, 'a key under raw/')
          .max(1024)
          .meta({ description: 'An object under raw/.' }),
      }),
      z.strictObject({ job: z.uuid(), artifact: z.string().min(1).max(255).meta({ description: 'Its name.' }) }),
    ],
    { error: 'expected {"upload": ID}, {"key": "raw/…"} or {"job": ID, "artifact": NAME}' },
  )
  .meta({ description: 'Where the media is: an upload, an object of one’s own, or a file that an earlier job made.' });
export type SourceWish = z.infer<typeof source>;

/** What is done with the job and its files, whatever it makes. */
export const jobFields = {
  name: z.string().min(1).max(200).optional().meta({
    description: 'What the result is called, without ending.',
    example: 'Holiday in Rome',
  }),
  email: z.email().optional().meta({ description: 'Who is told of the end. Default: the owner.' }),
  webhook: webhookField,
  retentionSeconds: retentionSeconds.nullable().optional().meta({
    description: 'How long the result is kept; null keeps it until it is deleted.',
    example: 604_800,
  }),
  reuse: z.boolean().optional().meta({
    description: 'False makes it anew, though one’s own earlier job made the same.',
  }),
};
const jobWishes = z.strictObject(jobFields);
export type JobWishes = z.infer<typeof jobWishes>;

/** What the record keeps, and the workflow reads; `make` is what the verb itself was asked for. */
export const verbJob = <M extends z.ZodType>(make: M) =>
  z.strictObject({
    /** Key of the source in the media bucket. */
    source: z.string(),
    /** What the results are called, without ending. */
    name: z.string(),
    make,
    reuse: z.literal(false).optional(),
  });
