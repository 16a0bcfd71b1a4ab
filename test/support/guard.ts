import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request } from 'node:http';
import { createServer as createSecure, type ServerOptions } from 'node:https';
import { type AddressInfo, connect, createServer as createTcp, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type GuardOptions, openGuardProxy } from '#shared/tools/guard-proxy.ts';

const never = new AbortController().signal;

/** A site on loopback that remembers what it was asked, headers in their order and case included; of https with a certificate. */
export const aSite = async (answer: RequestListener, tls?: Pick<ServerOptions, 'key' | 'cert'>, host = '127.0.0.1') => {
  const seen: IncomingMessage[] = [];
  const remember: RequestListener = (request, response) => {
    seen.push(request);
    answer(request, response);
  };
  const server = (tls ? createSecure(tls, remember) : createServer(remember)).listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ port, seen, authority: `${host}:${port}`, url: `http://${host}:${port}` },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** Something that listens on loopback and answers each connection in its own way. */
export const aListener = async (serve: (socket: Socket) => void, host = '127.0.0.1') => {
  const sockets = new Set<Socket>();
  const server = createTcp({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket.on('error', () => {}));
    serve(socket);
  }).listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ port, connections: sockets },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

/** A guard to whose tools every name is on this machine, where only the ports given may be reached. */
export const aGuard = (ports: readonly number[], options: Partial<GuardOptions> = {}) =>
  openGuardProxy({ resolve: async () => ['127.0.0.1'], allowLoopback: ports, signal: never, ...options });

export const passwordOf = (proxy: string): string => {
  const { username, password } = new URL(proxy);
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
};

type Ask = { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string };

/** Asks a proxy for an address as a tool does. */
export const ask = async (proxy: string, address: string, { method = 'GET', headers = {}, body }: Ask = {}) => {
  const { hostname, port } = new URL(proxy);
  const asking = request({
    ...{ hostname, port, method, path: address, agent: false },
    headers: { 'proxy-authorization': passwordOf(proxy), ...headers },
  }).end(body);
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  const whole = await text(response).catch(() => null);
  return { status: response.statusCode, headers: response.headers, body: whole };
};

/** Says something to a port, word for word, and gives back all that comes until the other side ends. */
export const say = async (port: number, words: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  socket.write(words, 'latin1');
  return text(socket).catch(() => '');
};

/** Opens a tunnel; the socket is what is at its other end. */
export const tunnelTo = async (proxy: string, authority: string, headers: Record<string, string> = {}) => {
  const { hostname, port } = new URL(proxy);
  const asking = request({
    ...{ hostname, port, method: 'CONNECT', path: authority, agent: false },
    headers: { 'proxy-authorization': passwordOf(proxy), ...headers },
  }).end();
  const [response, socket] = (await once(asking, 'connect')) as [IncomingMessage, Socket];
  return { status: response.statusCode, headers: response.headers, socket: socket.on('error', () => {}) };
};
