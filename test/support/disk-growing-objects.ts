import { createHash, randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EngineError } from '#shared/errors.ts';
import type { GrowingObjects, OpenUpload } from '#shared/ports/growing-objects.ts';

const etagOf = (body: Uint8Array): string => createHash('md5').update(body).digest('hex');

/** What grows in the folder of a `diskMediaStore`; each upload is a folder of its own there until it is completed. */
export const diskGrowingObjects = (root: string): GrowingObjects => {
  const folderOf = ({ id }: OpenUpload) => join(root, 'open', id);
  const partsOf = async (upload: OpenUpload) => {
    const names = await readdir(folderOf(upload)).catch(() => {
      throw new EngineError('upload.closed', 'there is no such upload any more');
    });
    const bodies = names.map(async (name) => {
      const body = await readFile(join(folderOf(upload), name));
      return { number: Number(name), etag: etagOf(body), bytes: body.length };
    });
    return (await Promise.all(bodies)).toSorted((a, b) => a.number - b.number);
  };
  return {
    begin: async (key) => {
      const upload = { key, id: randomUUID() };
      await mkdir(folderOf(upload), { recursive: true });
      return upload;
    },
    put: async (upload, { number, body, signal }) => {
      signal?.throwIfAborted();
      await partsOf(upload);
      await writeFile(join(folderOf(upload), `${number}`), body);
      return { number, etag: etagOf(body), bytes: body.length };
    },
    parts: partsOf,
    complete: async (upload, parts) => {
      const path = join(root, upload.key);
      const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
      if (!(await readdir(folderOf(upload)).catch(() => null))) {
        if ((await stat(path).catch(() => null))?.size === bytes) return;
        throw new EngineError('upload.closed', 'there is no such upload any more');
      }
      const there = await partsOf(upload);
      const areThere = parts.every(({ number, etag }) =>
        there.some((one) => one.number === number && one.etag === etag),
      );
      if (!areThere) throw new EngineError('upload.incomplete', 'a part has not arrived');
      const joined = join(root, 'open', `${upload.id}.joined`);
      for (const { number } of parts) await appendFile(joined, await readFile(join(folderOf(upload), `${number}`)));
      await mkdir(dirname(path), { recursive: true });
      await rename(joined, path);
      await rm(folderOf(upload), { recursive: true });
    },
    abort: (upload) => rm(folderOf(upload), { recursive: true, force: true }),
    remove: (key) => rm(join(root, key), { force: true }),
  };
};
