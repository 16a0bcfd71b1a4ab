import type { UploadTable } from '#shared/ports/uploads.ts';
import { ok, route } from '#shared/route.ts';
import { findUpload, viewUpload } from '../find-upload.ts';
import { uploadParams, uploadView } from '../schema.ts';

export const getUpload = route({
  method: 'GET',
  path: '/api/v1/uploads/{id}',
  summary: 'Show an upload',
  allows: 'read',
  counts: 'reads',
  params: uploadParams,
  replies: { 200: uploadView },
  handle: async ({ params, caller }, ports: { uploads: UploadTable }) =>
    ok(viewUpload(await findUpload(params.id, caller, ports))),
});
