import { asEngineError, EngineError } from '#shared/errors.ts';
import { type Job, viewJob } from '#shared/job.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import type { MultipartStore, UploadTable } from '#shared/ports/uploads.ts';
import { accepted, ok, type Reply, route } from '#shared/route.ts';
import type { StartPorts } from '#shared/start-job.ts';
import type { Upload } from '#shared/upload.ts';
import { checkParts } from '../check-parts.ts';
import { findUpload, viewUpload } from '../find-upload.ts';
import { completedUpload, completeUploadRequest, uploadParams } from '../schema.ts';
import { startWanted } from '../start-wanted.ts';

type Ports = StartPorts & { uploads: UploadTable; multiparts: MultipartStore; media: Pick<MediaStore, 'head'> };
type Given = {
  parts?: readonly { number: number; etag: string; sha256?: string | undefined }[] | undefined;
  crc32?: string | undefined;
};

/** What the client says that it sent goes before what arrived, so that the store finds a part that is another. */
const join = async (upload: Upload, { parts, crc32 }: Given, { multiparts }: Ports): Promise<void> => {
  const arrived = checkParts(upload, await multiparts.parts(upload.key, upload.multipart));
  const sent = new Map(parts?.map((part) => [part.number, part]));
  const joined = arrived.map(({ number, etag, sha256 }) => ({ number, etag, sha256, ...sent.get(number) }));
  await multiparts.complete(upload.key, upload.multipart, joined, { crc32 });
};

const mustMatchPromise = ({ checksum }: Upload, { crc32 }: Given): void => {
  if ((checksum === 'crc32') === (crc32 !== undefined)) return;
  const said = crc32 === undefined ? 'was begun with checksum crc32: give it' : 'was not begun with checksum crc32';
  throw new EngineError('request.invalid', `crc32: the upload ${said}`, { field: 'crc32' });
};

/** Of two who join at once, or once and again, one finds the upload closed and the object there. */
const joinOnce = async (upload: Upload, given: Given, ports: Ports): Promise<void> => {
  mustMatchPromise(upload, given);
  const isThere = async () => (await ports.media.head(upload.key)) !== null;
  if (await isThere()) return;
  try {
    await join(upload, given, ports);
  } catch (error) {
    if (asEngineError(error).code !== 'upload.closed' || !(await isThere())) throw error;
  }
};

const answer = (upload: Upload, job: Job | null): Reply =>
  job
    ? accepted({ upload: viewUpload(upload), job: viewJob(job) }, `/api/v1/jobs/${job.id}`)
    : ok({ upload: viewUpload(upload), job: null });

export const completeUpload = route({
  method: 'POST',
  path: '/api/v1/uploads/{id}/complete',
  summary: 'Complete an upload and start what it asked for',
  description: 'May be called again: the answer is the same, and the work starts once.',
  allows: 'write',
  params: uploadParams,
  body: completeUploadRequest,
  replies: { 200: completedUpload, 202: completedUpload },
  handle: async ({ params, body, caller, now }, ports: Ports) => {
    const upload = await findUpload(params.id, caller, ports);
    if (upload.state === 'aborted') throw new EngineError('upload.closed', 'the upload was aborted');
    if (upload.state === 'open') await joinOnce(upload, body, ports);
    const job = await startWanted(upload, now, ports);
    await ports.uploads.close(upload.id, 'completed', job?.id);
    return answer({ ...upload, state: 'completed', ...(job && { job: job.id }) }, job);
  },
});
