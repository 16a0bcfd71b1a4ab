import { newId } from '#shared/ids.ts';
import { planParts } from '#shared/plan-parts.ts';
import type { MultipartStore, UploadTable } from '#shared/ports/uploads.ts';
import { type AddressPorts, refuseAddress } from '#shared/refuse-address.ts';
import { created, route } from '#shared/route.ts';
import { safeName } from '#shared/safe-name.ts';
import type { Upload } from '#shared/upload.ts';
import { viewUpload } from '../find-upload.ts';
import { mustFit } from '../must-fit.ts';
import { startUploadRequest, uploadPlan } from '../schema.ts';
import { nextParts, signedAtOnce, signParts } from '../sign-parts.ts';

type Ports = AddressPorts & { uploads: UploadTable; multiparts: MultipartStore; maxUploadBytes: number };

export const startUpload = route({
  method: 'POST',
  path: '/api/v1/uploads',
  summary: 'Start an upload',
  description: 'Answers where to send each part by PUT. Parts may be sent in any order, again, and days later.',
  allows: 'write',
  body: startUploadRequest,
  replies: { 201: uploadPlan },
  handle: async ({ body: { then, ...file }, caller, now }, ports: Ports) => {
    mustFit(file.bytes, ports.maxUploadBytes);
    const { partBytes, partCount } = planParts(file.bytes);
    await refuseAddress({ email: then?.email, owner: caller.owner, field: 'then.email' }, ports);
    const id = newId(now);
    const key = `raw/${caller.owner}/${id}/${safeName(file.fileName)}`;
    const { mediaType, checksum } = file;
    const multipart = await ports.multiparts.begin(key, { mediaType, checksum, metadata: { upload: id } });
    const upload: Upload = {
      ...{ id, owner: caller.owner, key, multipart, partBytes, ...file },
      state: 'open',
      createdAt: now.toISOString(),
      ...(then && { then }),
    };
    await ports.uploads.create(upload);
    const parts = await signParts(upload, nextParts(upload, { from: 1, limit: signedAtOnce }), ports);
    return created({ ...viewUpload(upload), partCount, parts }, `/api/v1/uploads/${id}`);
  },
});
