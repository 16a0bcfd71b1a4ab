import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { EngineError } from '../errors.ts';
import { liesAt } from '../lies-at.ts';
import type { MediaStore } from '../ports/media-store.ts';
import { type StoreClients, s3 } from './s3.ts';

type Version = { readonly Key?: string; readonly VersionId?: string };

const remove = async (client: S3Client, Bucket: string, versions: readonly Version[]): Promise<void> => {
  const Objects = versions.map(({ Key = '', VersionId }) => ({ Key, ...(VersionId && { VersionId }) }));
  const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  const [first] = Errors;
  if (first) throw new EngineError('storage.unavailable', `${first.Key} was not removed: ${first.Code}`);
};

const after = ({ IsTruncated, NextKeyMarker, NextVersionIdMarker }: ListObjectVersionsOutput) =>
  IsTruncated ? { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker } : undefined;

/** Versions and delete markers alike, 1,000 at a time as S3 lists and removes them; answers how many keys there were. */
const eraseAll = async (client: S3Client, Bucket: string, place: string): Promise<number> => {
  if (!place.includes('/')) throw new EngineError('internal', `"${place}" is too wide a place to erase`);
  const keys = new Set<string | undefined>();
  for (let from: ReturnType<typeof after> | null = null; from !== undefined; ) {
    const page: ListObjectVersionsOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket, Prefix: place, ...from }),
    );
    const listed: Version[] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    const found = listed.filter(({ Key = '' }) => liesAt(place, Key));
    if (found.length > 0) await remove(client, Bucket, found);
    for (const { Key } of found) keys.add(Key);
    from = after(page);
  }
  return keys.size;
};

/** The part of the media store that only removes: an API that erases needs no code that sends files. */
export const mediaEraser = (
  bucket: string,
  { client = s3() }: Pick<StoreClients, 'client'> = {},
): Pick<MediaStore, 'erase'> => ({ erase: (place) => eraseAll(client, bucket, place) });
