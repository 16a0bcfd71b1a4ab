import { type Caller, mayReach } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import type { TranscodeSource } from './order.ts';
import type { TranscodeRequest } from './schema.ts';

export type SourcePorts = {
  readonly uploads: Pick<UploadTable, 'get'>;
  readonly jobs: Pick<JobTable, 'get'>;
  readonly media: Pick<MediaStore, 'head'>;
};

const absent = (field: string, what: string) => new EngineError('source.not-found', `${field}: ${what}`, { field });

/** As S3 takes keys, less what a store that keeps them as paths would read as another one. */
const isPlainKey = (key: string): boolean =>
  Buffer.byteLength(key) <= 1024 &&
  !/\p{Cc}/u.test(key) &&
  key.split('/').length > 2 &&
  key.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

/** What another owner has is answered the same as what does not exist. */
const named = async (
  source: TranscodeRequest['source'],
  caller: Caller,
  ports: SourcePorts,
): Promise<TranscodeSource> => {
  if ('upload' in source) {
    const upload = await ports.uploads.get(source.upload);
    if (!upload || !mayReach(caller, upload.owner))
      throw absent('source.upload', `there is no upload ${source.upload}`);
    return upload;
  }
  if ('key' in source) {
    const [, owner = '', ...rest] = source.key.split('/');
    if (!isPlainKey(source.key) || !mayReach(caller, owner))
      throw absent('source.key', `there is no object ${JSON.stringify(source.key)}`);
    return { owner, key: source.key, fileName: rest.at(-1) ?? source.key };
  }
  const job = await ports.jobs.get(source.job);
  const artifact = job && mayReach(caller, job.owner) && job.artifacts.find(({ name }) => name === source.artifact);
  if (!job || !artifact)
    throw absent('source.artifact', `job ${source.job} has no file ${JSON.stringify(source.artifact)}`);
  return { owner: job.owner, key: artifact.key, fileName: artifact.name };
};

/** The object that a request names, which is there and belongs to the caller. */
export const findSource = async (
  source: TranscodeRequest['source'],
  caller: Caller,
  ports: SourcePorts,
): Promise<TranscodeSource> => {
  const found = await named(source, caller, ports);
  const stored = await ports.media.head(found.key);
  if (!stored) throw absent('source', `${found.fileName} has no bytes yet`);
  if (stored.state !== 'ready')
    throw new EngineError('artifact.frozen', `${found.fileName} is in cold storage`, { field: 'source' });
  return { owner: found.owner, key: found.key, fileName: found.fileName };
};
