import * as z from 'zod';
import { transcodeOrder } from '#media/order.ts';
import { transcodeWishes } from '#media/schema.ts';
import type { Job } from '#shared/job.ts';
import type { MediaStore, StoredObject } from '#shared/ports/media-store.ts';
import type { Profiles } from '#shared/ports/profiles.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import { type StartPorts, startJob } from '#shared/start-job.ts';
import { startWanted } from './start-wanted.ts';

export type DropPorts = StartPorts & {
  readonly uploads: Pick<UploadTable, 'byKey' | 'close'>;
  readonly media: Pick<MediaStore, 'head'>;
  readonly profiles: Pick<Profiles, 'get'>;
};

/** S3's `Object Created`, as far as it is read. Keys come as they are, not URL-encoded. */
export const objectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

/** `x-amz-meta-preset` on the object, else its owner's default; nothing asks for nothing. */
const presetOf = async ({ metadata }: StoredObject, owner: string, { profiles }: DropPorts): Promise<string | null> =>
  metadata['preset'] ?? (await profiles.get(owner)).defaultPreset;

const takeDropped = async (stored: StoredObject, now: Date, ports: DropPorts): Promise<Job | null> => {
  const [, owner = '', ...path] = stored.key.split('/');
  const preset = await presetOf(stored, owner, ports);
  if (!preset) return null;
  const wishes = transcodeWishes.safeParse({ preset });
  if (!wishes.success) {
    ports.log.info('an object asks for a preset that does not exist', { key: stored.key, preset });
    return null;
  }
  const idempotency = { key: `object ${stored.key} ${stored.etag}`, requestHash: stored.etag, lasting: true };
  const order = transcodeOrder({ owner, key: stored.key, fileName: path.at(-1) ?? stored.key }, wishes.data);
  return startJob(order, { now, idempotency }, ports);
};

/**
 * Starts the work of an object that appeared under `raw/{owner}/`: what its upload asked for, or what its
 * metadata or owner says. The event may come twice, late, or before the upload's completion is answered.
 */
export const takeObject = async (event: unknown, now: Date, ports: DropPorts): Promise<Job | null> => {
  const { key } = objectCreated.parse(event).detail.object;
  const upload = await ports.uploads.byKey(key);
  if (upload) {
    const job = upload.state === 'aborted' ? null : await startWanted(upload, now, ports);
    if (job) await ports.uploads.close(upload.id, 'completed', job.id);
    return job;
  }
  const stored = await ports.media.head(key);
  return stored && takeDropped(stored, now, ports);
};
