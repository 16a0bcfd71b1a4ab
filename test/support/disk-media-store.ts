import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EngineError } from '#shared/errors.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';

const rangeOf = (header: string | undefined, size: number): { start: number; end: number } | null => {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (!match) return null;
  return { start: Number(match[1]), end: Math.min(match[2] ? Number(match[2]) : size - 1, size - 1) };
};

const serveFile = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { size } = await stat(path);
  const range = rangeOf(request.headers.range, size);
  if (range && range.start >= size) return void response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.writeHead(range ? 206 : 200, {
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
  });
  if (request.method === 'HEAD' || size === 0) return void response.end();
  await pipeline(createReadStream(path, { start, end }), response).catch(() => {}); // readers hang up when they have seen enough
};

const missing = () => null;

/** The media bucket as a folder: sources are read over loopback with ranges, as from the real one. */
export const diskMediaStore = (root: string): MediaStore => {
  const at = (key: string) => join(root, key);
  return {
    head: async (key) => {
      const found = await stat(at(key)).catch(missing);
      if (!found) return null;
      const etag = `"${found.mtimeMs}-${found.size}"`;
      return { key, bytes: found.size, etag, mediaType: 'application/octet-stream', metadata: {}, state: 'ready' };
    },
    open: async (key) => {
      if (!(await stat(at(key)).catch(missing))) throw new EngineError('source.not-found', `there is no ${key}`);
      const server = createServer((request, response) => void serveFile(at(key), request, response));
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      const { port } = server.address() as AddressInfo;
      const close = async () => {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      };
      return {
        url: `http://127.0.0.1:${port}/source?signature=secret`,
        failure: () => undefined,
        [Symbol.asyncDispose]: close,
      };
    },
    save: async (path, key) => {
      await mkdir(dirname(at(key)), { recursive: true });
      await copyFile(path, at(key));
      const bytes = await readFile(path);
      return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
    read: (key) => readFile(at(key)).catch(missing),
    erase: async (prefix) => {
      await rm(at(prefix), { recursive: true, force: true });
      return 0;
    },
    presign: async (key) => `file://${at(key)}`,
  };
};
