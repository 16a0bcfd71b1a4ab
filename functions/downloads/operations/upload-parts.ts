import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Artifact } from '#shared/artifact.ts';
import type { GrowingObjects, OpenUpload } from '#shared/ports/growing-objects.ts';
import type { UploadedPart } from '#shared/ports/uploads.ts';
import type { KeptUpload } from '../partials.ts';

/** Where a file is to lie, and as what. */
export type Target = Pick<Artifact, 'key' | 'mediaType'>;
export type Stored = Pick<Artifact, 'bytes' | 'sha256'>;

const readInto = async (file: FileHandle, body: Buffer, start: number): Promise<void> => {
  for (let at = 0; at < body.length; ) {
    const { bytesRead } = await file.read(body, at, body.length - at, start + at);
    if (bytesRead === 0) throw new Error('the file is shorter than it was');
    at += bytesRead;
  }
};

/** One part is on its way while the next is read: so many are in memory. */
const mostAtOnce = 2;

export type PartsUpload = {
  /** Read so far. */
  readonly bytes: () => number;
  /** Sends what follows in the file, of the size of a part or, at its end, less. */
  readonly add: (file: FileHandle, most: number) => Promise<void>;
  /** Those that have arrived; null before the first. */
  readonly sent: () => KeptUpload | null;
  readonly complete: () => Promise<Stored>;
  readonly abort: () => Promise<void>;
  /** Until nothing is on its way. */
  readonly settled: () => Promise<void>;
};

/** The multipart upload of one file, begun with its first part. What is hashed is what is sent. */
export const uploadParts = (
  { key, mediaType, partBytes }: Target & { readonly partBytes: number },
  growing: GrowingObjects,
  signal: AbortSignal,
): PartsUpload => {
  const hash = createHash('sha256');
  const parts: UploadedPart[] = [];
  const buffers: Buffer[] = [];
  let upload: OpenUpload | null = null;
  let bytes = 0;
  let number = 0;
  let underWay = Promise.resolve();

  const put = async (to: OpenUpload, part: { readonly number: number; readonly body: Buffer }): Promise<void> => {
    parts.push(await growing.put(to, { ...part, signal }));
  };

  return {
    bytes: () => bytes,
    add: async (file, most) => {
      upload ??= await growing.begin(key, { mediaType });
      const at = number % mostAtOnce;
      const whole = buffers[at] ?? Buffer.allocUnsafeSlow(partBytes);
      buffers[at] = whole;
      const body = whole.subarray(0, most);
      await readInto(file, body, bytes);
      hash.update(body);
      bytes += body.length;
      number += 1;
      await underWay;
      underWay = put(upload, { number, body });
      underWay.catch(() => {}); // it is heard before the part after the next, or at the end
    },
    sent: () => (upload && parts.length > 0 ? { ...upload, partBytes, parts: parts.length } : null),
    complete: async () => {
      await underWay;
      if (upload) await growing.complete(upload, parts);
      return { bytes, sha256: hash.digest('hex') };
    },
    abort: async () => {
      await underWay.catch(() => {});
      if (upload) await growing.abort(upload);
    },
    settled: () => underWay.catch(() => {}),
  };
};
