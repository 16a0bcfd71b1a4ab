import { type Caller, mayReach } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';
import { isPlainKey } from '#shared/plain-key.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { MediaStore, StoredObject } from '#shared/ports/media-store.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import type { Upload } from '#shared/upload.ts';
import type { StoredSource } from './order.ts';
import type { SourceWish } from './verb.ts';

export type SourcePorts = {
  readonly uploads: Pick<UploadTable, 'get' | 'byKey'>;
  readonly jobs: Pick<JobTable, 'get'>;
  readonly media: Pick<MediaStore, 'head'>;
};

const absent = (field: string, what: string) => new EngineError('source.not-found', `${field}: ${what}`, { field });

/** What another owner has is answered the same as what does not exist. */
const named = async (source: SourceWish, caller: Caller, ports: SourcePorts): Promise<StoredSource> => {
  if ('upload' in source) {
    const upload = await ports.uploads.get(source.upload);
    if (!upload || !mayReach(caller, upload.owner))
      throw absent('source.upload', `there is no upload ${source.upload}`);
    return upload;
  }
  if ('key' in source) {
    const [, owner = '', ...rest] = source.key.split('/');
    if (!isPlainKey(source.key) || !mayReach(caller, owner)) throw noObject(source.key);
    return { owner, key: source.key, fileName: rest.at(-1) ?? source.key };
  }
  const job = await ports.jobs.get(source.job);
  const artifact = job && mayReach(caller, job.owner) && job.artifacts.find(({ name }) => name === source.artifact);
  if (!job || !artifact)
    throw absent('source.artifact', `job ${source.job} has no file ${JSON.stringify(source.artifact)}`);
  return { owner: job.owner, key: artifact.key, fileName: artifact.name };
};

const noObject = (key: string) => absent('source.key', `there is no object ${JSON.stringify(key)}`);

/** Why there is nothing to read: erased and not there yet are told apart from what nobody knows of. */
const gone = (source: SourceWish, upload: Upload | null, fileName: string): EngineError => {
  if (upload?.state === 'erased')
    return new EngineError('upload.closed', `source: ${fileName} was erased; upload it again`, { field: 'source' });
  if (upload?.state === 'open') return absent('source', `${fileName} has no bytes yet`);
  return 'key' in source ? noObject(source.key) : absent('source', `${fileName} is not there`);
};

const frozen = (fileName: string, state: StoredObject['state'], restore: string | null): EngineError => {
  const what = state === 'restoring' ? 'on its way back from cold storage' : 'in cold storage';
  const how = restore ? `; POST ${restore} ${state === 'restoring' ? 'says when it is there' : 'brings it back'}` : '';
  return new EngineError('artifact.frozen', `source: ${fileName} is ${what}${how}`, { field: 'source' });
};

/** The object that a request names, which is there and belongs to the caller. */
export const findSource = async (source: SourceWish, caller: Caller, ports: SourcePorts): Promise<StoredSource> => {
  const { owner, key, fileName } = await named(source, caller, ports);
  const stored = await ports.media.head(key);
  if (stored?.state === 'ready') return { owner, key, fileName };
  const record = 'job' in source ? null : await ports.uploads.byKey(key);
  if (!stored) throw gone(source, record, fileName);
  const restore =
    'job' in source ? `/api/v1/jobs/${source.job}/restore` : record && `/api/v1/uploads/${record.id}/restore`;
  throw frozen(fileName, stored.state, restore);
};
