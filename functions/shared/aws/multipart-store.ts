import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  paginateListParts,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { EngineError, type ErrorCode } from '../errors.ts';
import type { MultipartStore, UploadedPart } from '../ports/uploads.ts';
import { unless } from './client.ts';
import { type StoreClients, s3, s3Signer } from './s3.ts';

/** Signed parts live as long as a large upload on a slow line; a signature of a role ends with its credentials. */
const partSeconds = 12 * 60 * 60;

const refusals: Readonly<Record<string, ErrorCode>> = {
  NoSuchUpload: 'upload.closed',
  InvalidPart: 'upload.incomplete',
  InvalidPartOrder: 'upload.incomplete',
  EntityTooSmall: 'upload.incomplete',
  BadDigest: 'upload.checksum',
  InvalidDigest: 'upload.checksum',
  XAmzContentChecksumMismatch: 'upload.checksum',
};

const translated = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (cause) {
    const { name, message } = cause as Error;
    const code = refusals[name];
    throw code ? new EngineError(code, `the store says: ${message}`, { cause }) : cause;
  }
};

/** CRC32 is kept of the whole object, SHA-256 only of parts. */
const checksums = {
  sha256: { ChecksumAlgorithm: 'SHA256', ChecksumType: 'COMPOSITE' },
  crc32: { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' },
} as const;

const listed = async (client: S3Client, Bucket: string, Key: string, UploadId: string): Promise<UploadedPart[]> => {
  const parts: UploadedPart[] = [];
  for await (const { Parts = [] } of paginateListParts({ client }, { Bucket, Key, UploadId }))
    for (const { PartNumber = 0, ETag = '', Size = 0, ChecksumSHA256: sha256 } of Parts)
      parts.push({ number: PartNumber, etag: ETag.replaceAll('"', ''), bytes: Size, ...(sha256 && { sha256 }) });
  return parts;
};

export const multipartStore = (
  bucket: string,
  { client = s3(), signer = s3Signer() }: StoreClients = {},
): MultipartStore => ({
  begin: async (Key, { mediaType, metadata, checksum }) => {
    const begin = new CreateMultipartUploadCommand({
      Bucket: bucket,
      Key,
      ContentType: mediaType,
      Metadata: { ...metadata },
      ...(checksum && checksums[checksum]),
    });
    return (await client.send(begin)).UploadId ?? '';
  },
  signPart: (Key, UploadId, { number, sha256 }) => {
    const put = new UploadPartCommand({
      Bucket: bucket,
      Key,
      UploadId,
      PartNumber: number,
      ...(sha256 !== undefined && { ChecksumSHA256: sha256 }),
    });
    const unhoistableHeaders = new Set(['x-amz-checksum-sha256']);
    return getSignedUrl(signer, put, { expiresIn: partSeconds, unhoistableHeaders });
  },
  parts: (key, uploadId) => translated(listed(client, bucket, key, uploadId)),
  complete: async (Key, UploadId, parts, { crc32 }) => {
    const Parts = parts.map(({ number, etag, sha256 }) => ({
      PartNumber: number,
      ETag: `"${etag}"`,
      ...(sha256 !== undefined && { ChecksumSHA256: sha256 }),
    }));
    const complete = new CompleteMultipartUploadCommand({
      Bucket: bucket,
      Key,
      UploadId,
      MultipartUpload: { Parts },
      ...(crc32 !== undefined && { ChecksumCRC32: crc32, ChecksumType: 'FULL_OBJECT' }),
    });
    await translated(client.send(complete));
  },
  abort: async (Key, UploadId) => {
    const abort = new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId });
    await unless(['NoSuchUpload'], null, client.send(abort));
  },
});
