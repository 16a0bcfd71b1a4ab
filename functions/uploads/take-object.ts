import * as z from 'zod';
import type { Job } from '#shared/job.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import type { StartPorts } from '#shared/start-job.ts';
import { isParted, type Upload } from '#shared/upload.ts';
import { complete } from './life-cycle.ts';
import { startWanted } from './start-wanted.ts';
import { type DropPorts, takeDropped } from './take-dropped.ts';

/** S3's `Object Created`, as far as it is read. Keys come as they are, not URL-encoded. */
const objectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

type Ports = DropPorts & StartPorts & { readonly uploads: Pick<UploadTable, 'byKey'> };

/** That the object is there says that the upload is completed, whether or not its client lives to say so. */
const takeUploaded = async (upload: Upload, now: Date, ports: Ports): Promise<Job | null> => {
  if (upload.state === 'aborted' || upload.state === 'erased') return null;
  const job = await startWanted(upload, now, ports);
  await ports.uploads.apply(upload.id, complete(job));
  return job;
};

/**
 * Starts the work of an object that appeared under `raw/{owner}/`: what its upload asked for, or what its
 * metadata or owner says. The event may come twice, late, or before the upload's completion is answered.
 */
export const takeObject = async (event: unknown, now: Date, ports: Ports): Promise<Job | null> => {
  const { key } = objectCreated.parse(event).detail.object;
  const upload = await ports.uploads.byKey(key);
  return upload && isParted(upload) ? takeUploaded(upload, now, ports) : takeDropped(key, now, ports);
};
