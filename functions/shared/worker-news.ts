import * as z from 'zod';
import { queueTag } from './queue-tag.ts';

/** What a worker tells of the machine that it runs on. */
export const workerNews = z.strictObject({
  worker: z.uuid(),
  /** Waits for work, or is started for it and gone when it is done. */
  kind: z.enum(['waiting', 'started']),
  /** Operations that it does at once. */
  slots: z.int().positive().max(1000),
  /** Of which queues it takes; none of one that is started for its work. */
  tags: z.array(queueTag).max(20).readonly(),
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
