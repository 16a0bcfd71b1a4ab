import * as z from 'zod';
import { transcodeOrder } from '#media/order.ts';
import { transcodeWishes } from '#media/schema.ts';
import type { Job } from '#shared/job.ts';
import type { MediaStore, StoredObject } from '#shared/ports/media-store.ts';
import type { Profiles } from '#shared/ports/profiles.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import { type StartPorts, startJob } from '#shared/start-job.ts';
import type { Upload } from '#shared/upload.ts';
import { startWanted } from './start-wanted.ts';

export type DropPorts = StartPorts & {
  readonly uploads: Pick<UploadTable, 'byKey' | 'close'>;
  readonly media: Pick<MediaStore, 'head'>;
  readonly profiles: Pick<Profiles, 'get'>;
};

/** S3's `Object Created`, as far as it is read. Keys come as they are, not URL-encoded. */
export const objectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

/** `raw/{owner}/{any path}/{file name}`; what lies elsewhere, or stands for a folder, is nobody's file. */
const droppedFile = /^raw\/([^/]+)\/(?:.*\/)?([^/]+)$/s;

/** `x-amz-meta-preset` on the object, else its owner's default, else the installation's. */
const wishesFor = async ({ metadata }: StoredObject, owner: string, { profiles }: DropPorts) => {
  const preset = metadata['preset'] ?? (await profiles.get(owner)).defaultPreset;
  return transcodeWishes.safeParse(preset === null ? {} : { preset });
};

const takeDropped = async (stored: StoredObject, now: Date, ports: DropPorts): Promise<Job | null> => {
  const { key, etag } = stored;
  const [, owner, fileName] = droppedFile.exec(key) ?? [];
  if (!owner || !fileName) return null;
  const wishes = await wishesFor(stored, owner, ports);
  if (!wishes.success) {
    ports.log.info('an object asks for a preset that does not exist', { key, preset: stored.metadata['preset'] });
    return null;
  }
  const idempotency = { key: `object ${key} ${etag}`, requestHash: etag, lasting: true };
  return startJob(transcodeOrder({ owner, key, fileName }, wishes.data), { now, idempotency }, ports);
};

/** That the object is there says that the upload is completed, whether or not its client lives to say so. */
const takeUploaded = async (upload: Upload, now: Date, ports: DropPorts): Promise<Job | null> => {
  if (upload.state === 'aborted') return null;
  const job = await startWanted(upload, now, ports);
  await ports.uploads.close(upload.id, 'completed', job?.id);
  return job;
};

/**
 * Starts the work of an object that appeared under `raw/{owner}/`: what its upload asked for, or what its
 * metadata or owner says. The event may come twice, late, or before the upload's completion is answered.
 */
export const takeObject = async (event: unknown, now: Date, ports: DropPorts): Promise<Job | null> => {
  const { key } = objectCreated.parse(event).detail.object;
  const upload = await ports.uploads.byKey(key);
  if (upload) return takeUploaded(upload, now, ports);
  const stored = await ports.media.head(key);
  return stored && takeDropped(stored, now, ports);
};
