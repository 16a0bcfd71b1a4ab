import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { EngineError } from '#shared/errors.ts';
import type { MultipartStore } from '#shared/ports/uploads.ts';
import { type Bucket, etagOf, signedAddress } from './bucket.ts';

type Begun = {
  readonly key: string;
  readonly about: Parameters<MultipartStore['begin']>[1];
  readonly parts: Map<number, Buffer>;
};
type Complete = Parameters<MultipartStore['complete']>;

/** S3's rule for every part but the last. */
const leastBytes = 5 * 1024 ** 2;

const sumOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('base64');

const takePart = async ({ parts }: Begun, number: number, sha256: string | undefined, from: IncomingMessage) => {
  const body = await buffer(from);
  if (from.headers['x-amz-checksum-sha256'] !== sha256) return { status: 403 };
  if (sha256 !== undefined && sha256 !== sumOf(body)) return { status: 400 };
  parts.set(number, body);
  return { status: 200, etag: `"${etagOf(body)}"` };
};

const joined = ({ parts, about }: Begun, named: Complete[2], { crc32: expected }: Complete[3]): Buffer => {
  const bodies = named.map(({ number, etag, sha256 }) => {
    const body = parts.get(number);
    if (!body || etagOf(body) !== etag) throw new EngineError('upload.incomplete', `part ${number} has not arrived`);
    if (about.checksum !== 'sha256' || sha256 === sumOf(body)) return body;
    throw new EngineError('upload.checksum', `part ${number} has another sum`);
  });
  if (named.some(({ number }, n) => n > 0 && number <= (named[n - 1]?.number ?? 0)))
    throw new EngineError('upload.incomplete', 'the parts are out of order');
  if (bodies.slice(0, -1).some(({ length }) => length < leastBytes))
    throw new EngineError('upload.incomplete', 'a part is too small');
  const whole = Buffer.concat(bodies);
  const actual = Buffer.alloc(4);
  actual.writeUInt32BE(crc32(whole));
  if (expected === undefined || expected === actual.toString('base64')) return whole;
  throw new EngineError('upload.checksum', 'the bytes do not match their CRC32');
};

export const inMemoryMultipartStore = (bucket: Bucket = new Map()): MultipartStore => {
  const begun = new Map<string, Begun>();
  const find = (key: string, uploadId: string): Begun => {
    const upload = begun.get(uploadId);
    if (upload?.key === key) return upload;
    throw new EngineError('upload.closed', 'there is no such upload any more');
  };
  return {
    begin: async (key, about) => {
      const id = randomUUID();
      begun.set(id, { key, about, parts: new Map() });
      return id;
    },
    signPart: async (_key, uploadId, { number, sha256 }) =>
      signedAddress(3600, async (request: IncomingMessage, response: ServerResponse) => {
        const upload = begun.get(uploadId);
        if (!upload) return response.writeHead(404).end();
        const { status, etag } = await takePart(upload, number, sha256, request);
        return response.writeHead(status, etag ? { etag } : {}).end();
      }),
    parts: async (key, uploadId) =>
      [...find(key, uploadId).parts]
        .map(([number, body]) => ({ number, etag: etagOf(body), bytes: body.length }))
        .sort((a, b) => a.number - b.number),
    complete: async (key, uploadId, parts, whole) => {
      const upload = find(key, uploadId);
      const { mediaType, metadata } = upload.about;
      bucket.set(key, { body: joined(upload, parts, whole), mediaType, metadata });
      begun.delete(uploadId);
    },
    abort: async (_key, uploadId) => void begun.delete(uploadId),
  };
};
