import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type ByteRange, rangeOf } from './byte-range.ts';
import { EngineError } from './errors.ts';
import type { OpenSource } from './ports/media-store.ts';

export type RangeSource = {
  readonly bytes: number;
  readonly read: (range: ByteRange, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;
};

/** Waits of 0.2 s, doubling up to 10 s: a store that restarts is back within this many, some two minutes. */
const mostFailures = 16;
const pause = (failures: number): number => Math.min(10_000, 100 * 2 ** failures);

/** What was replaced or removed does not come back by waiting. */
const isFinal = (error: unknown): boolean => error instanceof EngineError && !error.transient;

/** The bytes of a range, going on where it broke off when the store or the connection to it fails. */
async function* unbroken(source: RangeSource, { start, end }: ByteRange, signal: AbortSignal) {
  let at = start;
  for (let failures = 0; at <= end; ) {
    try {
      for await (const chunk of await source.read({ start: at, end }, signal)) {
        at += chunk.length;
        failures = 0;
        yield chunk;
      }
      if (at <= end) throw new Error('the store ended the answer early');
    } catch (error) {
      failures += 1;
      if (signal.aborted || failures > mostFailures || isFinal(error)) throw error;
      await wait(pause(failures), undefined, { signal });
    }
  }
}

/**
 * No media type, and no name in the address: whoever stored the source chose those, and ffmpeg would believe them
 * before what it sees.
 */
const headersOf = ({ bytes }: RangeSource, { start, end }: ByteRange, partial: boolean) => ({
  'accept-ranges': 'bytes',
  'content-length': end - start + 1,
  ...(partial && { 'content-range': `bytes ${start}-${end}/${bytes}` }),
});

/** Answers one GET or HEAD; a reader that hangs up ends the reading from the store. */
export const answerRange = async (source: RangeSource, request: IncomingMessage, response: ServerResponse) => {
  const { bytes } = source;
  const asked = rangeOf(request.headers.range, bytes);
  if (asked === 'unsatisfiable') return void response.writeHead(416, { 'content-range': `bytes */${bytes}` }).end();
  const range = asked ?? { start: 0, end: bytes - 1 };
  response.writeHead(asked ? 206 : 200, headersOf(source, range, asked !== undefined));
  if (request.method === 'HEAD') return void response.end();
  const hungUp = new AbortController();
  response.once('close', () => hungUp.abort());
  const body = Readable.from(unbroken(source, range, hungUp.signal), { objectMode: false });
  await pipeline(body, response).catch(() => response.destroy());
};

/** A server for one source, on loopback under a path that nobody can guess, until it is disposed of. */
export const serveRanges = async (source: RangeSource): Promise<OpenSource> => {
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
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
