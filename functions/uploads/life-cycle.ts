import type { Job } from '#shared/job.ts';
import type { StoredObject } from '#shared/ports/media-store.ts';
import type { UploadChange } from '#shared/ports/uploads.ts';

/** Its bytes are there, and the work that was asked for is started. */
export const complete = (job: Pick<Job, 'id'> | null): UploadChange => ({
  from: ['open'],
  set: { state: 'completed', ...(job && { job: job.id }) },
});

export const abort: UploadChange = { from: ['open'], set: { state: 'aborted' } };

/** Its bytes are gone; the record stays, and says so. */
export const erase = (now: Date): UploadChange => ({
  from: ['completed', 'erased'],
  set: { state: 'erased', erasedAt: now.toISOString() },
});

/** Other bytes were put where it lies, or bytes again after they were erased. */
export const replace = ({ bytes, mediaType }: Pick<StoredObject, 'bytes' | 'mediaType'>): UploadChange => ({
  from: ['completed', 'erased'],
  set: { state: 'completed', bytes, mediaType },
});

/** The latest work that was started of it. */
export const workOn = ({ id }: Pick<Job, 'id'>): UploadChange => ({ from: ['completed'], set: { job: id } });
