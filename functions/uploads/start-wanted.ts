import { transcodeOrder } from '#media/order.ts';
import { type TranscodeWishes, transcodeWishes } from '#media/schema.ts';
import type { Job } from '#shared/job.ts';
import { type StartPorts, startJob } from '#shared/start-job.ts';
import type { Upload } from '#shared/upload.ts';

/**
 * Starts what an upload asked for. Its completion and the event of its object both come here, in any order and
 * however often: the upload's id as a lasting idempotency key makes them one job.
 */
export const startWanted = async (upload: Upload, now: Date, ports: StartPorts): Promise<Job | null> => {
  if (!upload.then) return null;
  const wishes: TranscodeWishes = transcodeWishes.parse(upload.then);
  const idempotency = { key: `upload ${upload.id}`, requestHash: upload.id, lasting: true };
  return startJob(transcodeOrder(upload, wishes), { now, idempotency }, ports);
};
