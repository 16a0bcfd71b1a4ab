import { GetObjectCommand, HeadObjectCommand, type HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { contentDisposition } from '../content-disposition.ts';
import type { MediaStore, StoredObject } from '../ports/media-store.ts';
import { unless } from './client.ts';
import { type StoreClients, s3, s3Signer } from './s3.ts';

export const absent = ['NotFound', 'NoSuchKey'];

type Frost = Pick<HeadObjectCommandOutput, 'StorageClass' | 'ArchiveStatus' | 'Restore'>;

/** An archived object is readable while a restored copy lasts, which only `Restore` tells. */
export const stateOf = ({ StorageClass, ArchiveStatus, Restore }: Frost): StoredObject['state'] => {
  if (Restore?.includes('ongoing-request="true"')) return 'restoring';
  const isArchived = StorageClass === 'GLACIER' || StorageClass === 'DEEP_ARCHIVE' || ArchiveStatus !== undefined;
  return isArchived && !Restore?.includes('ongoing-request="false"') ? 'frozen' : 'ready';
};

const storedObject = (key: string, found: HeadObjectCommandOutput): StoredObject => ({
  key,
  bytes: found.ContentLength ?? 0,
  etag: (found.ETag ?? '').replaceAll('"', ''),
  mediaType: found.ContentType ?? 'application/octet-stream',
  metadata: found.Metadata ?? {},
  state: stateOf(found),
});

/** The part of the media store that moves no bytes, and all that an API needs: its bundle stays small. */
export const mediaFacts = (
  bucket: string,
  { client = s3(), signer = s3Signer() }: StoreClients = {},
): Pick<MediaStore, 'head' | 'presign'> => ({
  head: async (Key) => {
    const found = await unless(absent, null, client.send(new HeadObjectCommand({ Bucket: bucket, Key })));
    return found && storedObject(Key, found);
  },
  presign: (Key, { seconds, fileName, inline }) => {
    const isNamed = fileName !== undefined || inline !== undefined;
    const get = new GetObjectCommand({
      Bucket: bucket,
      Key,
      ...(isNamed && { ResponseContentDisposition: contentDisposition(fileName, inline ?? false) }),
    });
    return getSignedUrl(signer, get, { expiresIn: seconds });
  },
});
