import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { contentDisposition } from '#shared/content-disposition.ts';
import { EngineError } from '#shared/errors.ts';
import { liesAt } from '#shared/lies-at.ts';
import type { MediaStore, StoredObject } from '#shared/ports/media-store.ts';
import { answerRange, serveRanges } from '#shared/range-server.ts';
import { type RangeSource, unbroken } from '#shared/unbroken-source.ts';
import { type Bucket, etagOf, type Held, signedAddress } from './bucket.ts';

const sourceOf = ({ body }: Held): RangeSource => ({
  bytes: body.length,
  read: async ({ start, end }) => Readable.from([body.subarray(start, end + 1)]),
});

export const inMemoryMediaStore = (bucket: Bucket = new Map()): MediaStore => {
  const head = (key: string): StoredObject | null => {
    const held = bucket.get(key);
    if (!held) return null;
    const { body, mediaType, metadata } = held;
    return { key, bytes: body.length, etag: etagOf(body), mediaType, metadata, state: 'ready' };
  };
  return {
    head: async (key) => head(key),
    open: async (key) => {
      const held = bucket.get(key);
      if (!held) throw new EngineError('source.not-found', `there is nothing at ${key}`);
      return serveRanges(sourceOf(held));
    },
    save: async (path, key, { mediaType, signal }) => {
      signal?.throwIfAborted();
      const body = await readFile(path);
      bucket.set(key, { body, mediaType, metadata: {} });
      return { bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
    },
    read: async (key) => bucket.get(key)?.body ?? null,
    erase: async (place) => {
      if (!place.includes('/')) throw new EngineError('internal', `"${place}" is too wide a place to erase`);
      const keys = [...bucket.keys()].filter((key) => liesAt(place, key));
      for (const key of keys) bucket.delete(key);
      return keys.length;
    },
    presign: (key, { seconds, fileName, inline }) =>
      signedAddress(seconds, (request, response) => {
        const held = bucket.get(key);
        if (!held) return response.writeHead(404).end();
        if (fileName !== undefined || inline !== undefined)
          response.setHeader('content-disposition', contentDisposition(fileName, inline ?? false));
        response.setHeader('content-type', held.mediaType);
        return answerRange(unbroken(sourceOf(held)), request, response);
      }),
  };
};
