import { EngineError } from '#shared/errors.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import type { MultipartStore, UploadTable } from '#shared/ports/uploads.ts';
import { noContent, route } from '#shared/route.ts';
import type { PartedUpload, Upload } from '#shared/upload.ts';
import { findReader } from '../find-reader.ts';
import { findUpload, mustBeOpen } from '../find-upload.ts';
import { abort, erase } from '../life-cycle.ts';
import { deleteUploadQuery, uploadParams } from '../schema.ts';

type Ports = {
  uploads: UploadTable;
  multiparts: MultipartStore;
  media: Pick<MediaStore, 'head' | 'erase'>;
  jobs: Pick<JobTable, 'eachDue'>;
};

const end = async ({ id, key, multipart }: PartedUpload, { uploads, multiparts, media }: Ports): Promise<void> => {
  // the store decides between this and a completion at the same time
  await multiparts.abort(key, multipart);
  if (await media.head(key)) throw new EngineError('upload.closed', 'the upload is completed');
  await uploads.apply(id, abort);
};

/** The record says that the bytes are gone only once they are; a call that fails half-way is made again. */
const remove = async ({ id, key }: Upload, now: Date, ports: Ports): Promise<void> => {
  const reader = await findReader(key, now, ports);
  if (reader)
    throw new EngineError('upload.in-use', `job ${reader.id} is ${reader.state} and reads the upload; cancel it first`);
  await ports.media.erase(key);
  await ports.uploads.apply(id, erase(now));
};

export const deleteUpload = route({
  method: 'DELETE',
  path: '/api/v1/uploads/{id}',
  summary: 'Abort an upload, or erase what was uploaded',
  description:
    'Of an open upload what has arrived is freed. Of a completed one, and of an object that was put straight into the ' +
    'store, every version of the bytes is removed for good, unless a job reads them; the record stays.',
  allows: 'write',
  params: uploadParams,
  query: deleteUploadQuery,
  replies: { 204: null, 409: null },
  handle: async ({ params, query, caller, now }, ports: Ports) => {
    const upload = await findUpload(params.id, caller, ports, 'delete');
    if (upload.state === 'aborted') return noContent();
    if (query.state === 'open' || upload.state === 'open') await end(mustBeOpen(upload), ports);
    else await remove(upload, now, ports);
    return noContent();
  },
});
