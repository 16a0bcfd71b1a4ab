import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { type Stack, storeClient } from './stack.ts';
import { mediaBucket } from './store.ts';

/** The owner's folder as the token's `sub` names it. */
export const ownerOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub;

/**
 * A ladder's playlist names files that lie beside it; the API lists the playlist alone. Copies all of the job's files
 * as they lie in the store, so that the local copy plays; answers each one's path by its sha256.
 */
export const copyLadder = async (stack: Stack, prefix: string, folder: string): Promise<Map<string, string>> => {
  const copied = new Map<string, string>();
  const client = new S3Client({ ...storeClient(stack), maxAttempts: 8 });
  try {
    for await (const page of paginateListObjectsV2({ client }, { Bucket: mediaBucket, Prefix: prefix })) {
      for (const { Key = '' } of page.Contents ?? []) {
        const path = join(folder, Key.slice(prefix.length));
        if (relative(folder, path).startsWith(`..${sep}`)) continue;
        await mkdir(dirname(path), { recursive: true });
        const { Body } = await client.send(new GetObjectCommand({ Bucket: mediaBucket, Key }));
        await pipeline(Body as Readable, createWriteStream(path));
        copied.set(
          createHash('sha256')
            .update(await readFile(path))
            .digest('hex'),
          path,
        );
      }
    }
    return copied;
  } finally {
    client.destroy();
  }
};
