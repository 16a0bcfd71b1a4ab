import * as z from 'zod';

/** What a worker tells of the machine that it runs on. */
export const workerNews = z.strictObject({
  worker: z.uuid(),
  /** Waits for work, or is started for it and gone when it is done. */
  kind: z.enum(['waiting', 'started']),
  /** Operations that it does at once. */
  slots: z.int().positive().max(1000),
  /** Null where the program is not there or does not start. */
  ytDlp: z.string().max(100).nullable(),
  ffmpeg: z.string().max(100).nullable(),
  /** Of the disk that it works on. */
  freeBytes: z.number().nonnegative(),
});
export type WorkerNews = z.infer<typeof workerNews>;

/** How often a worker that waits tells of itself. */
export const newsSeconds = 60;
/** One that was not heard of for longer is taken for gone. */
export const freshSeconds = 3 * newsSeconds;
