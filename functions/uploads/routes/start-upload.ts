import type * as z from 'zod';
import { newId } from '#shared/ids.ts';
import { planParts } from '#shared/plan-parts.ts';
import type { Idempotency } from '#shared/ports/jobs.ts';
import type { MultipartStore, UploadTable } from '#shared/ports/uploads.ts';
import { type AddressPorts, refuseAddress } from '#shared/refuse-address.ts';
import { refuseWebhook, type WebhookPorts } from '#shared/refuse-webhook.ts';
import { created, route } from '#shared/route.ts';
import { safeName } from '#shared/safe-name.ts';
import type { Upload } from '#shared/upload.ts';
import { isOpen, viewUpload } from '../find-upload.ts';
import { mustFit } from '../must-fit.ts';
import { startUploadRequest, uploadPlan } from '../schema.ts';
import { nextParts, signedAtOnce, signParts } from '../sign-parts.ts';

type Ports = AddressPorts & WebhookPorts & { uploads: UploadTable; multiparts: MultipartStore; maxUploadBytes: number };
type Wish = z.infer<typeof startUploadRequest>;

const begin = async ({ then, ...file }: Wish, owner: string, now: Date, { multiparts }: Ports): Promise<Upload> => {
  const id = newId(now);
  const key = `raw/${owner}/${id}/${safeName(file.fileName)}`;
  const { mediaType, checksum } = file;
  const multipart = await multiparts.begin(key, { mediaType, checksum, metadata: { upload: id } });
  return {
    ...{ id, owner, key, multipart, ...file },
    partBytes: planParts(file.bytes).partBytes,
    state: 'open',
    createdAt: now.toISOString(),
    ...(then && { then }),
  };
};

/** A request that is repeated gets the upload that it began at first; what it began this time is freed. */
const keep = async (begun: Upload, idempotency: Idempotency | undefined, ports: Ports): Promise<Upload> => {
  const { upload, repeated } = await ports.uploads.create(begun, idempotency);
  if (repeated && begun.multipart) await ports.multiparts.abort(begun.key, begun.multipart);
  return upload;
};

export const startUpload = route({
  method: 'POST',
  path: '/api/v1/uploads',
  summary: 'Start an upload',
  description: 'Answers where to send each part by PUT. Parts may be sent in any order, again, and days later.',
  allows: 'write',
  body: startUploadRequest,
  repeatable: true,
  replies: { 201: uploadPlan },
  handle: async ({ body, caller: { owner }, now, idempotency }, ports: Ports) => {
    mustFit(body.bytes, ports.maxUploadBytes);
    await refuseAddress({ email: body.then?.email, owner, field: 'then.email' }, ports);
    await refuseWebhook({ webhook: body.then?.webhook, owner, field: 'then.webhook' }, ports);
    const upload = await keep(await begin(body, owner, now, ports), idempotency, ports);
    const next = { from: 1, limit: signedAtOnce };
    const parts = isOpen(upload) ? await signParts(upload, nextParts(upload, next), ports) : [];
    const { partCount } = planParts(upload.bytes);
    return created({ ...viewUpload(upload), partCount, parts }, `/api/v1/uploads/${upload.id}`);
  },
});
