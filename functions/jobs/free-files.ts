import * as z from 'zod';
import { workPrefix } from '#shared/prefixes.ts';
import { type CleanPorts, removeFiles } from './remove-files.ts';

/** The domain events of a job that is over, as far as they are read. */
const jobOver = z.object({ detail: z.object({ id: z.uuid() }) });

/**
 * Frees the files at once; the sweeper comes by later for what a worker wrote in its last moments. Of a job that succeeded
 * only the pieces that it would have gone on from.
 */
export const freeFiles = async (event: unknown, ports: CleanPorts): Promise<void> => {
  const job = await ports.jobs.get(jobOver.parse(event).detail.id);
  if (job?.state === 'canceled' || job?.state === 'expired') await removeFiles(job, ports);
  if (job?.state === 'succeeded') await ports.media.erase(workPrefix(job));
};
