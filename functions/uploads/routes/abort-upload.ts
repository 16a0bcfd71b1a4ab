import { EngineError } from '#shared/errors.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import type { MultipartStore, UploadTable } from '#shared/ports/uploads.ts';
import { noContent, route } from '#shared/route.ts';
import { findUpload, mustBeOpen } from '../find-upload.ts';
import { uploadParams } from '../schema.ts';

type Ports = { uploads: UploadTable; multiparts: MultipartStore; media: Pick<MediaStore, 'head'> };

export const abortUpload = route({
  method: 'DELETE',
  path: '/api/v1/uploads/{id}',
  summary: 'Abort an upload and free what has arrived',
  allows: 'write',
  params: uploadParams,
  replies: { 204: null },
  handle: async ({ params, caller }, ports: Ports) => {
    const upload = await findUpload(params.id, caller, ports);
    if (upload.state === 'aborted') return noContent();
    mustBeOpen(upload);
    // the store decides between this and a completion at the same time
    await ports.multiparts.abort(upload.key, upload.multipart);
    if (await ports.media.head(upload.key)) throw new EngineError('upload.closed', 'the upload is completed');
    await ports.uploads.close(upload.id, 'aborted');
    return noContent();
  },
});
