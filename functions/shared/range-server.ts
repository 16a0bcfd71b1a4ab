import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ByteRange, rangeOf } from './byte-range.ts';
import type { OpenSource } from './ports/media-store.ts';
import { type RangeSource, type UnbrokenSource, unbroken } from './unbroken-source.ts';

/**
 * No media type, and no name in the address: whoever stored the source chose those, and ffmpeg would believe them
 * before what it sees.
 */
const headersOf = ({ bytes }: Pick<RangeSource, 'bytes'>, { start, end }: ByteRange, partial: boolean) => ({
  'accept-ranges': 'bytes',
  'content-length': end - start + 1,
  ...(partial && { 'content-range': `bytes ${start}-${end}/${bytes}` }),
});

/** Answers one GET or HEAD; a reader that hangs up ends the reading from the store. */
export const answerRange = async (source: UnbrokenSource, request: IncomingMessage, response: ServerResponse) => {
  const { bytes } = source;
  const asked = rangeOf(request.headers.range, bytes);
  if (asked === 'unsatisfiable') return void response.writeHead(416, { 'content-range': `bytes */${bytes}` }).end();
  const range = asked ?? { start: 0, end: bytes - 1 };
  response.writeHead(asked ? 206 : 200, headersOf(source, range, asked !== undefined));
  if (request.method === 'HEAD') return void response.end();
  const hungUp = new AbortController();
  response.once('close', () => hungUp.abort());
  const body = Readable.from(source.read(range, hungUp.signal), { objectMode: false });
  await pipeline(body, response).catch(() => response.destroy());
};

/** A server for one source, on loopback under a path that nobody can guess, until it is disposed of. */
export const serveRanges = async (from: RangeSource): Promise<OpenSource> => {
  const source = unbroken(from);
  const path = `/${randomBytes(32).toString('base64url')}`;
  const server = createServer((request, response) => {
    const isOurs = request.url === path && ['GET', 'HEAD'].includes(request.method ?? '');
    if (isOurs) void answerRange(source, request, response);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    failure: source.failure,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
