import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { EngineError } from '../errors.ts';

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
export const eraseAll = async (client: S3Client, Bucket: string, Prefix: string): Promise<number> => {
  if (!Prefix.includes('/')) throw new EngineError('internal', `"${Prefix}" is too wide a prefix to erase`);
  const keys = new Set<string | undefined>();
  for (let from: ReturnType<typeof after> | null = null; from !== undefined; ) {
    const page: ListObjectVersionsOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket, Prefix, ...from }),
    );
    const found: Version[] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (found.length > 0) await remove(client, Bucket, found);
    for (const { Key } of found) keys.add(Key);
    from = after(page);
  }
  return keys.size;
};
