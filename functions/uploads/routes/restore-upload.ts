import type { ColdStorage } from '#shared/ports/cold-storage.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import { answerRestoration, restoreRequest } from '#shared/restoration.ts';
import { route } from '#shared/route.ts';
import { findUpload, mustHaveBytes } from '../find-upload.ts';
import { sourceRestoration, uploadParams } from '../schema.ts';

export const restoreUpload = route({
  method: 'POST',
  path: '/api/v1/uploads/{id}/restore',
  summary: 'Bring a source back from cold storage',
  description: 'Says how long it may take. May be called again: what is on its way is not asked for twice.',
  allows: 'write',
  params: uploadParams,
  body: restoreRequest,
  replies: { 200: sourceRestoration, 202: sourceRestoration, 409: null },
  handle: async ({ params, body, caller }, ports: { uploads: UploadTable; cold: Pick<ColdStorage, 'restore'> }) => {
    const upload = await findUpload(params.id, caller, ports);
    mustHaveBytes(upload);
    const { state, hours } = await ports.cold.restore(upload.key, body.days);
    const answer = { file: state, readyWithinHours: hours };
    return answerRestoration(answer, `/api/v1/uploads/${upload.id}`);
  },
});
