import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Held = {
  readonly body: Uint8Array;
  readonly mediaType: string;
  readonly metadata: Readonly<Record<string, string>>;
};

/** What the in-memory media store and its uploads share: objects by key. */
export type Bucket = Map<string, Held>;

export const etagOf = (body: Uint8Array): string => createHash('md5').update(body).digest('hex');

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Stands for the presigning end of a store: each address answers until its time is up, and keeps no process alive. */
export const signedAddress = async (seconds: number, answer: Answer): Promise<string> => {
  const path = `/${randomBytes(16).toString('hex')}`;
  const until = Date.now() + seconds * 1000;
  const listener: RequestListener = (request, response) => {
    if (request.url === path && Date.now() < until) answer(request, response);
    else response.writeHead(403).end();
  };
  const server = createServer(listener).listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
};
