import { EngineError } from '#shared/errors.ts';
import type { MultipartStore, PartSums, UploadTable } from '#shared/ports/uploads.ts';
import { ok, route } from '#shared/route.ts';
import { checkNamed } from '../check-named.ts';
import { findUpload, mustBeOpen } from '../find-upload.ts';
import { partsAnswer, signPartsRequest, uploadParams } from '../schema.ts';
import { signParts } from '../sign-parts.ts';

type Ports = { uploads: UploadTable; multiparts: MultipartStore; sums: PartSums };

export const signCheckedParts = route({
  method: 'POST',
  path: '/api/v1/uploads/{id}/parts',
  summary: 'Sign parts with their checksums',
  description:
    'For uploads begun with `checksum: sha256`: the store refuses a part whose bytes are not those hashed. ' +
    'The sums are kept, so that the completion need not name them again.',
  allows: 'write',
  params: uploadParams,
  body: signPartsRequest,
  replies: { 200: partsAnswer },
  handle: async ({ params, body, caller }, ports: Ports) => {
    const upload = mustBeOpen(await findUpload(params.id, caller, ports));
    if (upload.checksum !== 'sha256')
      throw new EngineError('request.invalid', 'parts: this upload was not begun with checksum sha256', {
        field: 'parts',
      });
    checkNamed(upload, body.parts);
    await ports.sums.keep(upload.id, body.parts);
    return ok({ parts: await signParts(upload, body.parts, ports), arrived: [] });
  },
});
