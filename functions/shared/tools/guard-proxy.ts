import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Transform } from 'node:stream';
import type { GuardRules } from '#shared/guard/judge-url.ts';
import { readerName } from '#shared/guard/reader.ts';
import { forward } from './guard-forward.ts';
import { type GuardLedger, guardLedger } from './guard-ledger.ts';
import type { Passage } from './guard-passage.ts';
import { type ReachOptions, reacher } from './guard-reach.ts';
import { sayToTunnel, tunnel } from './guard-tunnel.ts';

export type GuardOptions = GuardRules &
  ReachOptions & {
    /** All that sites may send while this proxy lives. @default without end */
    readonly maxBytes?: number;
    /** Whose certificates are believed where ffmpeg reads https, in PEM. @default those that Node knows */
    readonly ca?: string;
    /** Ends every connection. */
    readonly signal: AbortSignal;
    /** One line for each host that is refused. */
    readonly log?: (line: string) => void;
  };

export type GuardProxy = AsyncDisposable &
  Pick<GuardLedger, 'refused' | 'bytes' | 'failure' | 'pauses'> & {
    /** With its user name and password, which end with the proxy. */
    readonly url: string;
  };

const idleMs = 60_000;

/** What one tool may do at once, and how long it may take to ask: the tool is ours, what it reads is not. */
const bounds = { maxHeaderSize: 64 * 1024, headersTimeout: 15_000, requestTimeout: 120_000 };
const mostConnections = 128;

const isSame = (given: string, ours: string): boolean =>
  given.length === ours.length && timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(ours, 'latin1'));

type Who = 'tool' | 'reader' | 'nobody';

/** Whoever cannot name the password is no tool of this run: another user of the machine, or a page in a browser. */
const doorkeeper = () => {
  const password = randomBytes(24).toString('base64url');
  const secretOf = (name: string) => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  const [tool, reader] = [secretOf('guard'), secretOf(readerName)];
  const whoIs = ({ headers: { 'proxy-authorization': given = '' } }: IncomingMessage): Who => {
    if (isSame(given, tool)) return 'tool';
    return isSame(given, reader) ? 'reader' : 'nobody';
  };
  return { password, whoIs };
};

/** ffmpeg gives its password only after it was asked for it. */
const challenge = 'Basic realm="guard"';

const passageOf = (options: GuardOptions, signal: AbortSignal): Passage => {
  const { maxBytes = Number.POSITIVE_INFINITY, log = () => {} } = options;
  const ledger = guardLedger(maxBytes, log);
  const counted = () =>
    new Transform({
      transform: (chunk: Buffer, _encoding, pass) =>
        ledger.count(chunk.length) ? pass(new Error('more came than may')) : pass(null, chunk),
    });
  return { rules: options, reach: reacher(options), ledger, counted, signal, ca: options.ca };
};

const serverOf = (passage: Passage, whoIs: (request: IncomingMessage) => Who) => {
  const server = createServer(bounds, (request, response) => {
    const who = whoIs(request);
    if (who === 'nobody') return void response.writeHead(407, { 'proxy-authenticate': challenge }).end();
    forward(request, response, { passage, isReader: who === 'reader' }).catch(() => response.destroy());
  });
  server.maxConnections = mostConnections;
  server.setTimeout(idleMs);
  server.on('connect', (request, client: Socket, head: Buffer) => {
    client.on('error', () => client.destroy());
    client.setTimeout(idleMs, () => client.destroy());
    if (whoIs(request) !== 'tool')
      return sayToTunnel(client, '407 Proxy Authentication Required', `proxy-authenticate: ${challenge}\r\n`);
    tunnel(request, client, head, passage).catch(() => client.destroy());
  });
  return server;
};

/**
 * A forward proxy on loopback for the tools of one run, and their only way out: plain requests in absolute form, TLS by
 * CONNECT. Each host is looked up once, every answer judged, and the connection made to a judged address. A redirect, a
 * segment, a key or a thumbnail is another request, and so is judged as the first one was.
 */
export const openGuardProxy = async (options: GuardOptions): Promise<GuardProxy> => {
  const closing = new AbortController();
  const passage = passageOf(options, AbortSignal.any([options.signal, closing.signal]));
  const { password, whoIs } = doorkeeper();
  const server = serverOf(passage, whoIs);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    if (passage.signal.aborted) socket.destroy();
  });
  passage.signal.addEventListener('abort', () => {
    for (const socket of sockets) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { refused, bytes, failure, pauses } = passage.ledger;
  return {
    url: `http://guard:${password}@127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ refused, bytes, failure, pauses },
    [Symbol.asyncDispose]: async () => {
      server.close();
      closing.abort();
      await once(server, 'close');
    },
  };
};
