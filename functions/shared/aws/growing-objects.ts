import { DeleteObjectCommand, HeadObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { asEngineError } from '../errors.ts';
import type { GrowingObjects } from '../ports/growing-objects.ts';
import { unless } from './client.ts';
import { absent } from './media-facts.ts';
import { multipartStore } from './multipart-store.ts';
import { patientS3, type StoreClients } from './s3.ts';

export const growingObjects = (bucket: string, clients: StoreClients = {}): GrowingObjects => {
  const { client = patientS3() } = clients;
  const multiparts = multipartStore(bucket, { ...clients, client });
  const bytesAt = async (Key: string): Promise<number | undefined> =>
    (await unless(absent, null, client.send(new HeadObjectCommand({ Bucket: bucket, Key }))))?.ContentLength;
  return {
    // each part comes with its CRC32, which S3 takes only where the upload was begun with it
    begin: async (key, { mediaType }) => ({
      key,
      id: await multiparts.begin(key, { mediaType, metadata: {}, checksum: 'crc32' }),
    }),
    put: async ({ key, id }, { number, body, signal }) => {
      const put = new UploadPartCommand({ Bucket: bucket, Key: key, UploadId: id, PartNumber: number, Body: body });
      const { ETag = '' } = await client.send(put, { ...(signal && { abortSignal: signal }) });
      return { number, etag: ETag.replaceAll('"', ''), bytes: body.length };
    },
    parts: ({ key, id }) => multiparts.parts(key, id),
    complete: async ({ key, id }, parts) => {
      try {
        await multiparts.complete(key, id, parts, {});
      } catch (error) {
        const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
        if (asEngineError(error).code !== 'upload.closed' || (await bytesAt(key)) !== bytes) throw error;
      }
    },
    abort: ({ key, id }) => multiparts.abort(key, id),
    remove: async (Key) => void (await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }))),
  };
};
