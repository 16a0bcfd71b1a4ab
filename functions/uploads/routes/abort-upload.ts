import type { MultipartStore, UploadTable } from '#shared/ports/uploads.ts';
import { noContent, route } from '#shared/route.ts';
import { findUpload, mustBeOpen } from '../find-upload.ts';
import { uploadParams } from '../schema.ts';

export const abortUpload = route({
  method: 'DELETE',
  path: '/api/v1/uploads/{id}',
  summary: 'Abort an upload and free what has arrived',
  allows: 'write',
  params: uploadParams,
  replies: { 204: null },
  handle: async ({ params, caller }, ports: { uploads: UploadTable; multiparts: MultipartStore }) => {
    const upload = await findUpload(params.id, caller, ports);
    if (upload.state === 'aborted') return noContent();
    mustBeOpen(upload);
    await ports.uploads.close(upload.id, 'aborted');
    await ports.multiparts.abort(upload.key, upload.multipart);
    return noContent();
  },
});
