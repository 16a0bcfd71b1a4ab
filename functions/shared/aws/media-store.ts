import { basename } from 'node:path';
import { GetObjectCommand, HeadObjectCommand, type HeadObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { contentDisposition } from '../content-disposition.ts';
import { EngineError } from '../errors.ts';
import type { MediaStore, OpenSource, StoredObject } from '../ports/media-store.ts';
import { serveRanges } from '../range-server.ts';
import { unless } from './client.ts';
import { eraseAll } from './erase-all.ts';
import { type StoreClients, s3, s3Signer } from './s3.ts';
import { saveFile } from './save-file.ts';

const absent = ['NotFound', 'NoSuchKey'];
const unquoted = (etag: string): string => etag.replaceAll('"', '');

type Frost = Pick<HeadObjectCommandOutput, 'StorageClass' | 'ArchiveStatus' | 'Restore'>;

/** An archived object is readable while a restored copy lasts, which only `Restore` tells. */
export const stateOf = ({ StorageClass, ArchiveStatus, Restore }: Frost): StoredObject['state'] => {
  if (Restore?.includes('ongoing-request="true"')) return 'restoring';
  const isArchived = StorageClass === 'GLACIER' || StorageClass === 'DEEP_ARCHIVE' || ArchiveStatus !== undefined;
  return isArchived && !Restore?.includes('ongoing-request="false"') ? 'frozen' : 'ready';
};

const head = async (client: S3Client, Bucket: string, Key: string): Promise<StoredObject | null> => {
  const found = await unless(absent, null, client.send(new HeadObjectCommand({ Bucket, Key })));
  return (
    found && {
      key: Key,
      bytes: found.ContentLength ?? 0,
      etag: unquoted(found.ETag ?? ''),
      mediaType: found.ContentType ?? 'application/octet-stream',
      metadata: found.Metadata ?? {},
      state: stateOf(found),
    }
  );
};

/**
 * Each range is asked for with our own credentials of that moment, so nothing expires under long work, and no
 * signature gets into a tool's log. `If-Match` keeps a reader from joining two versions of an object.
 */
const open = async (client: S3Client, Bucket: string, Key: string): Promise<OpenSource> => {
  const object = await head(client, Bucket, Key);
  if (!object) throw new EngineError('source.not-found', `there is nothing at ${Key}`);
  if (object.state !== 'ready') throw new EngineError('artifact.frozen', `${Key} has to be restored first`);
  const { bytes, mediaType, etag } = object;
  return serveRanges({
    name: basename(Key),
    bytes,
    mediaType,
    read: async ({ start, end }, abortSignal) => {
      const get = new GetObjectCommand({ Bucket, Key, Range: `bytes=${start}-${end}`, IfMatch: `"${etag}"` });
      const { Body } = await client.send(get, { abortSignal });
      return Body as AsyncIterable<Uint8Array>;
    },
  });
};

const read = async (client: S3Client, Bucket: string, Key: string): Promise<Uint8Array | null> => {
  const found = await unless(absent, null, client.send(new GetObjectCommand({ Bucket, Key })));
  return (await found?.Body?.transformToByteArray()) ?? null;
};

export const mediaStore = (bucket: string, { client = s3(), signer = s3Signer() }: StoreClients = {}): MediaStore => ({
  head: (key) => head(client, bucket, key),
  open: (key) => open(client, bucket, key),
  save: (path, key, about) => saveFile(client, { bucket, key, path, ...about }),
  read: (key) => read(client, bucket, key),
  erase: (prefix) => eraseAll(client, bucket, prefix),
  presign: (key, { seconds, fileName, inline }) => {
    const isNamed = fileName !== undefined || inline !== undefined;
    const get = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ...(isNamed && { ResponseContentDisposition: contentDisposition(fileName, inline ?? false) }),
    });
    return getSignedUrl(signer, get, { expiresIn: seconds });
  },
});
