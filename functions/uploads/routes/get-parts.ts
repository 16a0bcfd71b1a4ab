import type { MultipartStore, UploadTable } from '#shared/ports/uploads.ts';
import { ok, route } from '#shared/route.ts';
import { findUpload, mustBeOpen } from '../find-upload.ts';
import { partsAnswer, partsQuery, uploadParams } from '../schema.ts';
import { nextParts, signParts } from '../sign-parts.ts';

export const getParts = route({
  method: 'GET',
  path: '/api/v1/uploads/{id}/parts',
  summary: 'List what has arrived of an upload, and sign more parts',
  description: 'How an upload goes on after a lost line or a closed tab: send what is not among `arrived`.',
  allows: 'write',
  params: uploadParams,
  query: partsQuery,
  replies: { 200: partsAnswer },
  handle: async ({ params, query, caller }, ports: { uploads: UploadTable; multiparts: MultipartStore }) => {
    const upload = mustBeOpen(await findUpload(params.id, caller, ports));
    const [arrived, parts] = await Promise.all([
      ports.multiparts.parts(upload.key, upload.multipart),
      signParts(upload, nextParts(upload, query), ports),
    ]);
    return ok({ parts, arrived });
  },
});
