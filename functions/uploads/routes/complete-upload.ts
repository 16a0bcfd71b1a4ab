import { answerJob } from '#shared/answer-job.ts';
import { asEngineError, EngineError } from '#shared/errors.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import type { MultipartStore, PartSums, UploadTable } from '#shared/ports/uploads.ts';
import { ok, route } from '#shared/route.ts';
import type { StartPorts } from '#shared/start-job.ts';
import type { PartedUpload, Upload } from '#shared/upload.ts';
import { checkNamed } from '../check-named.ts';
import { findUpload, mustBeOpen, viewUpload } from '../find-upload.ts';
import { joinParts, type NamedPart } from '../join-parts.ts';
import { complete } from '../life-cycle.ts';
import { completedUpload, completeUploadRequest, completionBytes, uploadParams } from '../schema.ts';
import { startWanted } from '../start-wanted.ts';

type Ports = StartPorts & {
  jobs: Pick<JobTable, 'get'>;
  uploads: UploadTable;
  multiparts: MultipartStore;
  sums: Pick<PartSums, 'of'>;
  media: Pick<MediaStore, 'head'>;
};
type Given = { parts?: readonly NamedPart[] | undefined; crc32?: string | undefined };

const join = async (upload: PartedUpload, { parts, crc32 }: Given, { multiparts, sums }: Ports): Promise<void> => {
  const { key, multipart } = upload;
  const arrived = await multiparts.parts(key, multipart);
  const signed: ReadonlyMap<number, string> = upload.checksum === 'sha256' ? await sums.of(upload.id) : new Map();
  await multiparts.complete(key, multipart, joinParts(upload, arrived, { named: parts, signed }), { crc32 });
};

const mustMatchPromise = ({ checksum }: Upload, { crc32 }: Given): void => {
  if ((checksum === 'crc32') === (crc32 !== undefined)) return;
  const said = crc32 === undefined ? 'was begun with checksum crc32: give it' : 'was not begun with checksum crc32';
  throw new EngineError('request.invalid', `crc32: the upload ${said}`, { field: 'crc32' });
};

/** Of two who join at once, or once and again, one finds the upload closed and the object there. */
const joinOnce = async (upload: PartedUpload, given: Given, ports: Ports): Promise<void> => {
  mustMatchPromise(upload, given);
  checkNamed(upload, given.parts ?? []);
  const isThere = async () => (await ports.media.head(upload.key)) !== null;
  if (await isThere()) return;
  try {
    await join(upload, given, ports);
  } catch (error) {
    if (asEngineError(error).code !== 'upload.closed' || !(await isThere())) throw error;
  }
};

export const completeUpload = route({
  method: 'POST',
  path: '/api/v1/uploads/{id}/complete',
  summary: 'Complete an upload and start what it asked for',
  description: 'May be called again: the answer is the same, and the work starts once.',
  allows: 'write',
  params: uploadParams,
  body: completeUploadRequest,
  bodyBytes: completionBytes,
  waits: true,
  replies: { 200: completedUpload, 202: completedUpload, 409: null, 422: null },
  handle: async ({ params, body, caller, now, waitSeconds }, ports: Ports) => {
    const upload = await findUpload(params.id, caller, ports);
    if (upload.state !== 'completed') await joinOnce(mustBeOpen(upload), body, ports);
    const job = await startWanted(upload, now, ports);
    await ports.uploads.apply(upload.id, complete(job));
    const shown = viewUpload({ ...upload, state: 'completed', ...(job && { job: job.id }) });
    if (!job) return ok({ upload: shown, job: null });
    const reply = await answerJob(job, waitSeconds, ports);
    return { ...reply, body: { upload: shown, job: reply.body } };
  },
});
