import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { EngineError } from '../errors.ts';
import type { MediaCopies } from '../ports/media-copies.ts';
import { absent } from './media-facts.ts';
import { patientS3 } from './s3.ts';

/** CopyObject takes 5 GiB at most; what is larger is copied in parts of this size, of which 10,000 make 9.7 TiB. */
const largestPart = 1024 ** 3;
/** A long ladder has thousands of small files, each a round trip. */
const atOnce = 16;

type Options = { readonly client?: S3Client /** @default 1 GiB */; readonly partBytes?: number };
type Copy = { readonly Bucket: string; readonly from: string; readonly to: string; readonly bytes: number };

const refusals: Readonly<Record<string, 'artifact.not-found' | 'artifact.frozen'>> = {
  ...Object.fromEntries(absent.map((name) => [name, 'artifact.not-found' as const])),
  InvalidObjectState: 'artifact.frozen',
  ObjectNotInActiveTierError: 'artifact.frozen',
};

const translated = async <T>(key: string, call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (cause) {
    const code = refusals[(cause as Error).name];
    throw code ? new EngineError(code, `${key} cannot be copied`, { cause }) : cause;
  }
};

/** Runs a few at once, begins no more once one has failed, and throws that when all have come to an end. */
const eachAtOnce = async <T>(items: AsyncIterable<T> | Iterable<T>, act: (item: T) => Promise<void>) => {
  const failed = new AbortController();
  const going = new Set<Promise<void>>();
  for await (const item of items) {
    const one = act(item)
      .catch((error: unknown) => failed.abort(error))
      .finally(() => going.delete(one));
    going.add(one);
    if (going.size >= atOnce) await Promise.race(going);
    if (failed.signal.aborted) break;
  }
  await Promise.all(going);
  failed.signal.throwIfAborted();
};

const sourceOf = ({ Bucket, from }: Copy): string => `${Bucket}/${from.split('/').map(encodeURIComponent).join('/')}`;

const copyWhole = async (client: S3Client, copy: Copy): Promise<void> => {
  await client.send(new CopyObjectCommand({ Bucket: copy.Bucket, Key: copy.to, CopySource: sourceOf(copy) }));
};

const partsOf = (bytes: number, partBytes: number) =>
  Array.from({ length: Math.ceil(bytes / partBytes) }, (_, n) => ({
    PartNumber: n + 1,
    CopySourceRange: `bytes=${n * partBytes}-${Math.min((n + 1) * partBytes, bytes) - 1}`,
  }));

type InParts = Copy & { readonly partBytes: number; readonly before: () => Promise<void> };

/** All parts are of one version of the object: `CopySourceIfMatch` refuses another. */
const copyParts = async (client: S3Client, { partBytes, before, ...copy }: InParts): Promise<void> => {
  const { Bucket, from, to: Key, bytes } = copy;
  const { ContentType, ETag: CopySourceIfMatch } = await client.send(new HeadObjectCommand({ Bucket, Key: from }));
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType }));
  const target = { Bucket, Key, UploadId };
  try {
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    await eachAtOnce(partsOf(bytes, partBytes), async (part) => {
      await before();
      const copied = new UploadPartCopyCommand({ ...target, ...part, CopySource: sourceOf(copy), CopySourceIfMatch });
      Parts.push({ PartNumber: part.PartNumber, ETag: (await client.send(copied)).CopyPartResult?.ETag });
    });
    const MultipartUpload = { Parts: Parts.toSorted((a, b) => a.PartNumber - b.PartNumber) };
    await client.send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload }));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(target)).catch(() => undefined);
    throw error;
  }
};

export const mediaCopies = (
  bucket: string,
  { client = patientS3(), partBytes = largestPart }: Options = {},
): MediaCopies => ({
  copyAll: async (from, to, before = async () => {}) => {
    let count = 0;
    const objects = async function* () {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: from }))
        yield* Contents;
    };
    await eachAtOnce(objects(), async ({ Key = '', Size: bytes = 0 }) => {
      await before();
      const copy = { Bucket: bucket, from: Key, to: to + Key.slice(from.length), bytes };
      await translated(
        Key,
        bytes > partBytes ? copyParts(client, { ...copy, partBytes, before }) : copyWhole(client, copy),
      );
      count += 1;
    });
    return count;
  },
});
