import { transcodeOrder } from '#media/order.ts';
import { type TranscodeWishes, transcodeWishes } from '#media/schema.ts';
import { newId } from '#shared/ids.ts';
import type { Job } from '#shared/job.ts';
import { isPlainKey } from '#shared/plain-key.ts';
import type { MediaStore, StoredObject } from '#shared/ports/media-store.ts';
import type { Profiles } from '#shared/ports/profiles.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import { type StartPorts, startJob } from '#shared/start-job.ts';
import type { Upload } from '#shared/upload.ts';
import { replace, workOn } from './life-cycle.ts';

export type DropPorts = StartPorts & {
  readonly uploads: Pick<UploadTable, 'adopt' | 'apply'>;
  readonly media: Pick<MediaStore, 'head'>;
  readonly profiles: Pick<Profiles, 'get'>;
};

/** `raw/{owner}/{any path}/{file name}`; what lies elsewhere, or stands for a folder, is nobody's file. */
const droppedFile = /^raw\/([^/]+)\/(?:.*\/)?([^/]+)$/s;

/** The record by which it is listed, used again, restored and erased as what was uploaded is. */
const recordOf = async (
  { key, bytes, mediaType }: StoredObject,
  { owner, fileName, now }: { readonly owner: string; readonly fileName: string; readonly now: Date },
  { uploads }: DropPorts,
): Promise<Upload> => {
  const about = { id: newId(now), owner, key, fileName, bytes, mediaType };
  const known = await uploads.adopt({ ...about, state: 'completed', createdAt: now.toISOString() });
  if (known.state === 'completed' && known.bytes === bytes && known.mediaType === mediaType) return known;
  return (await uploads.apply(known.id, replace({ bytes, mediaType }))) ?? known;
};

/** The installation's default where the owner has none, or one that was taken out of use since. */
const defaultWishes = async (owner: string, { profiles, log }: DropPorts): Promise<TranscodeWishes> => {
  const { defaultPreset: preset } = await profiles.get(owner);
  const wishes = transcodeWishes.safeParse(preset === null ? {} : { preset });
  if (wishes.success) return wishes.data;
  log.info("an owner's default preset does not exist any more: the installation's is taken", {
    owner,
    preset: preset ?? undefined,
  });
  return transcodeWishes.parse({});
};

/** `x-amz-meta-preset` on the object, else its owner's default, else the installation's; null when there is no such. */
const wishesFor = async (stored: StoredObject, owner: string, ports: DropPorts): Promise<TranscodeWishes | null> => {
  const preset = stored.metadata['preset'];
  if (preset === undefined) return defaultWishes(owner, ports);
  const wishes = transcodeWishes.safeParse({ preset });
  if (wishes.success) return wishes.data;
  ports.log.info('an object asks for a preset that does not exist', { key: stored.key, preset });
  return null;
};

/**
 * One job for the same bytes under the same key with the same wish, as long as they are not erased in between. The
 * owner's default is no part of it: a late event would find another one, and start again what is long done.
 */
const idempotencyOf = ({ key, etag, metadata }: StoredObject, { erasedAt }: Upload) => ({
  key: `object ${etag} ${metadata['preset'] ?? ''} ${erasedAt ?? ''} ${key}`,
  requestHash: etag,
  lasting: true,
});

/** Starts the work of what was put straight into the store. */
export const takeDropped = async (key: string, now: Date, ports: DropPorts): Promise<Job | null> => {
  const [, owner, fileName] = droppedFile.exec(key) ?? [];
  if (!owner || !fileName || !isPlainKey(key)) {
    ports.log.info('an object was left alone: its key is not raw/{owner}/{file name} in plain characters', { key });
    return null;
  }
  const stored = await ports.media.head(key);
  if (!stored) return null;
  const upload = await recordOf(stored, { owner, fileName, now }, ports);
  const wishes = await wishesFor(stored, owner, ports);
  if (!wishes) return null;
  const order = transcodeOrder(upload, wishes);
  const job = await startJob(order, { now, idempotency: idempotencyOf(stored, upload) }, ports);
  if (upload.job !== job.id) await ports.uploads.apply(upload.id, workOn(job));
  return job;
};
