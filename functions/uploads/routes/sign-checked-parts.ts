import { EngineError } from '#shared/errors.ts';
import { planOf } from '#shared/plan-parts.ts';
import type { MultipartStore, UploadTable } from '#shared/ports/uploads.ts';
import { ok, route } from '#shared/route.ts';
import { findUpload, mustBeOpen } from '../find-upload.ts';
import { partsAnswer, signPartsRequest, uploadParams } from '../schema.ts';
import { signParts } from '../sign-parts.ts';

const invalid = (what: string) => new EngineError('request.invalid', `parts: ${what}`, { field: 'parts' });

export const signCheckedParts = route({
  method: 'POST',
  path: '/api/v1/uploads/{id}/parts',
  summary: 'Sign parts with their checksums',
  description: 'For uploads begun with `checksum: sha256`: the store refuses a part whose bytes are not those hashed.',
  allows: 'write',
  params: uploadParams,
  body: signPartsRequest,
  replies: { 200: partsAnswer },
  handle: async ({ params, body, caller }, ports: { uploads: UploadTable; multiparts: MultipartStore }) => {
    const upload = await findUpload(params.id, caller, ports);
    mustBeOpen(upload);
    if (upload.checksum !== 'sha256') throw invalid('this upload was not begun with checksum sha256');
    const { partCount } = planOf(upload);
    if (body.parts.some(({ number }) => number > partCount)) throw invalid(`this upload has ${partCount} parts`);
    return ok({ parts: await signParts(upload, body.parts, ports), arrived: [] });
  },
});
