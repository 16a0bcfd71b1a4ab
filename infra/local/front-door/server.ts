import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { installed } from '../home.ts';
import type { Outputs } from '../outputs.ts';
import { publicUrl, type Stack } from '../stack.ts';
import { allowNobody } from './allow-nobody.ts';
import { clientConfig } from './client-config.ts';
import { type Destination, findDestination } from './find-destination.ts';
import { agent, forward } from './forward.ts';
import { isPlainPath, judgeRequest, type RequestFacts } from './judge-request.ts';
import { mailDoor } from './mail.ts';
import { mediaDoor } from './media.ts';
import { problems, refuse } from './refuse.ts';
import { securityHeaders, staticDoor } from './static-files.ts';

type Door = (incoming: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** The sign-in page is a form and its style; nothing on it can run. */
const signInHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // with no-referrer its form would be sent with the origin `null`, which is nobody's
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

const apiBodyLimit = 10 * 1024 * 1024;

const doors = (stack: Stack, outputs: Outputs): Record<Destination, Door> => {
  const port = stack.ports.emulator;
  const api = `/_aws/execute-api/${outputs.ApiId}/$default`;
  const config = JSON.stringify(clientConfig(publicUrl(stack), outputs));
  return {
    api: (incoming, response) => {
      if (incoming.method === 'OPTIONS') return allowNobody(response);
      forward(incoming, response, { port, path: `${api}${incoming.url}`, bodyLimit: apiBodyLimit });
    },
    'sign-in': (incoming, response) => {
      for (const [name, value] of Object.entries(signInHeaders)) response.setHeader(name, value);
      forward(incoming, response, { port, path: incoming.url ?? '/', bodyLimit: 100_000 });
    },
    media: mediaDoor(stack),
    mail: mailDoor(stack, outputs),
    config: (_incoming, response) => {
      response.writeHead(200, { ...securityHeaders, 'content-type': 'application/json', 'cache-control': 'no-cache' });
      response.end(config);
    },
    static: staticDoor([installed.console, installed.site], installed.console),
  };
};

const factsOf = ({ method = 'GET', url = '/', headers }: IncomingMessage): RequestFacts => {
  const one = (name: string) => headers[name]?.toString();
  return {
    method,
    url,
    host: headers.host,
    origin: headers.origin,
    site: one('sec-fetch-site'),
    mode: one('sec-fetch-mode'),
    destination: one('sec-fetch-dest'),
  };
};

export type FrontDoor = { readonly close: () => Promise<void> };

/** The one address of a home stack: console, API, sign-in and media bytes, for its own pages and for programs. */
export const openFrontDoor = async (stack: Stack, outputs: Outputs): Promise<FrontDoor> => {
  const all = doors(stack, outputs);
  const server = createServer(async (incoming, response) => {
    const verdict = judgeRequest(factsOf(incoming), stack.ports.door);
    if (verdict === 'refuse') return refuse(response, problems.foreign);
    if (!isPlainPath(incoming.url ?? '/')) return refuse(response, problems.path);
    if (verdict === 'go-to-canonical') {
      response.writeHead(307, { location: publicUrl(stack) + incoming.url }).end();
      return;
    }
    try {
      await all[findDestination(incoming.url ?? '/')](incoming, response);
    } catch {
      refuse(response, problems.away);
    }
  });
  // An upload over a slow line may take hours; only the headers must come soon.
  server.requestTimeout = 0;
  server.headersTimeout = 30_000;
  server.keepAliveTimeout = 75_000;
  await listen(server, stack.ports.door);
  return { close: () => close(server) };
};

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });

const close = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
    agent.destroy();
  });
