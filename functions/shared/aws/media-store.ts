import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { EngineError } from '../errors.ts';
import type { MediaStore, OpenSource, StoredObject } from '../ports/media-store.ts';
import { serveRanges } from '../range-server.ts';
import { readable } from '../readable.ts';
import { abortUploads } from './abort-uploads.ts';
import { unless } from './client.ts';
import { mediaEraser } from './erase-all.ts';
import { absent, mediaFacts } from './media-facts.ts';
import { patientS3, type StoreClients } from './s3.ts';
import { saveFile } from './save-file.ts';

/** What `If-Match` is answered when the object is another by now, or none. */
const replaced = [...absent, 'PreconditionFailed'];

/**
 * Each range is asked for with our own credentials of that moment, so nothing expires under long work, and no
 * signature gets into a tool's log. `If-Match` keeps a reader from joining two versions of an object.
 */
const open = (client: S3Client, Bucket: string, { key: Key, bytes, etag }: StoredObject): Promise<OpenSource> =>
  serveRanges({
    bytes,
    read: async ({ start, end }, abortSignal) => {
      const get = new GetObjectCommand({ Bucket, Key, Range: `bytes=${start}-${end}`, IfMatch: `"${etag}"` });
      const found = await unless(replaced, null, client.send(get, { abortSignal }));
      if (!found) throw new EngineError('source.not-found', `${Key} was replaced or removed while it was read`);
      return found.Body as AsyncIterable<Uint8Array>;
    },
  });

const read = async (client: S3Client, Bucket: string, Key: string): Promise<Uint8Array | null> => {
  const found = await unless(absent, null, client.send(new GetObjectCommand({ Bucket, Key })));
  return (await found?.Body?.transformToByteArray()) ?? null;
};

export const mediaStore = (bucket: string, clients: StoreClients = {}): MediaStore => {
  const { client = patientS3() } = clients;
  const facts = mediaFacts(bucket, clients);
  const eraser = mediaEraser(bucket, { client });
  return {
    ...facts,
    open: async (key) => open(client, bucket, readable(await facts.head(key), key)),
    save: (path, key, about) => saveFile(client, { bucket, key, path, ...about }),
    read: (key) => read(client, bucket, key),
    erase: async (place) => {
      // first: one that is completed meanwhile is an object, which goes with the others
      await abortUploads(client, bucket, place);
      return eraser.erase(place);
    },
  };
};
