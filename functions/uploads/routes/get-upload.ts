import type { MediaStore } from '#shared/ports/media-store.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import { ok, route } from '#shared/route.ts';
import { findUpload, viewUpload } from '../find-upload.ts';
import { uploadParams, uploadWithFile } from '../schema.ts';

export const getUpload = route({
  method: 'GET',
  path: '/api/v1/uploads/{id}',
  summary: 'Show an upload, and whether its bytes can be read',
  allows: 'read',
  counts: 'reads',
  params: uploadParams,
  replies: { 200: uploadWithFile },
  handle: async ({ params, caller }, ports: { uploads: UploadTable; media: Pick<MediaStore, 'head'> }) => {
    const upload = await findUpload(params.id, caller, ports);
    const stored = upload.state === 'completed' ? await ports.media.head(upload.key) : null;
    return ok({ ...viewUpload(upload), file: stored?.state ?? null });
  },
});
