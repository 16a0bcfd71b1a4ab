import * as z from 'zod';
import { type CleanPorts, removeFiles } from './remove-files.ts';

/** The domain events `job.canceled` and `job.expired`, as far as they are read. */
const jobOver = z.object({ detail: z.object({ id: z.uuid() }) });

/** Frees the files at once; the sweeper comes by later for what a worker wrote in its last moments. */
export const freeFiles = async (event: unknown, ports: CleanPorts): Promise<void> => {
  const job = await ports.jobs.get(jobOver.parse(event).detail.id);
  if (job && (job.state === 'canceled' || job.state === 'expired')) await removeFiles(job, ports);
};
