import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { planParts } from '../plan-parts.ts';

/** So many parts are on their way, and in memory, at once. */
const mostInFlight = 4;
const readBytes = 1024 ** 2;

type FileToSave = {
  readonly bucket: string;
  readonly key: string;
  readonly path: string;
  readonly mediaType: string;
  readonly signal?: AbortSignal;
};

/** Reads the file once: what is hashed is what is sent. */
export const saveFile = async (client: S3Client, { bucket, key, path, mediaType, signal }: FileToSave) => {
  const hash = createHash('sha256');
  const { size } = await stat(path);
  const sent = { bytes: 0 };
  const measured = async function* () {
    for await (const chunk of createReadStream(path, { highWaterMark: readBytes })) {
      hash.update(chunk);
      sent.bytes += chunk.length;
      yield chunk as Buffer;
    }
  };
  const body = Readable.from(measured(), { objectMode: false });
  const params = { Bucket: bucket, Key: key, Body: body, ContentType: mediaType };
  const upload = new Upload({ client, params, partSize: planParts(size).partBytes, queueSize: mostInFlight });
  const abort = () => void upload.abort();
  signal?.throwIfAborted();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await upload.done();
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
    body.destroy();
  }
  return { bytes: sent.bytes, sha256: hash.digest('hex') };
};
