import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { headersOnward, isChunked } from './guard-headers.ts';
import { type Passage, wayTo } from './guard-passage.ts';

const answer = (response: ServerResponse, status: number, why: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end(`${why}\n`);
};

/** Framing is set anew: a body in chunks goes on in chunks, one of a length keeps its length. */
const onward = (message: IncomingMessage, { host }: URL): string[] => [
  ...['Host', host],
  ...headersOnward(message, ['host']),
  ...(isChunked(message) ? ['Transfer-Encoding', 'chunked'] : []),
];

const back = (message: IncomingMessage): string[] =>
  headersOnward(message, isChunked(message) ? ['content-length'] : []);

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** curl offers h2c with every plain request: the offer is dropped, so that no site takes it up. */
const oddity = ({ method = '', url = '', headers }: IncomingMessage): string | null => {
  if (!methods.has(method)) return `the method ${method} is not passed on`;
  if (headers.upgrade !== undefined && headers.upgrade !== 'h2c')
    return 'a connection is not turned into another protocol';
  if (!['chunked', undefined].includes(headers['transfer-encoding'])) return 'a body comes whole or in chunks';
  if (/^https:/i.test(url)) return 'https is asked for by CONNECT';
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? null : 'this is a proxy: ask with an absolute address';
};

/** A site's own 407 would have the tool believe that we had asked for its password. */
const statusOf = ({ statusCode = 502 }: IncomingMessage): number => (statusCode === 407 ? 502 : statusCode);

/** Passes one plain request on to the judged address of its host, and the answer back; its body is counted. */
export const forward = async (incoming: IncomingMessage, outgoing: ServerResponse, passage: Passage): Promise<void> => {
  const odd = oddity(incoming);
  if (odd !== null) return answer(outgoing, 400, odd);
  const way = await wayTo(incoming.url ?? '', passage);
  if ('why' in way) return answer(outgoing, way.status, way.why);
  const url = new URL(incoming.url ?? '');
  const asking = request({
    method: incoming.method,
    path: `${url.pathname}${url.search}`,
    headers: onward(incoming, url),
    createConnection: () => way.socket,
    maxHeaderSize: 64 * 1024,
  }).on('error', () => {});
  outgoing.once('close', () => asking.destroy());
  const over = new AbortController(); // an answer of 101 ends the request without an event but this
  asking.once('close', () => over.abort());
  pipeline(incoming, asking).catch(() => asking.destroy());
  try {
    const [site] = (await once(asking, 'response', { signal: AbortSignal.any([passage.signal, over.signal]) })) as [
      IncomingMessage,
    ];
    outgoing.writeHead(statusOf(site), back(site));
    await pipeline(site, passage.counted(), outgoing);
  } catch {
    if (outgoing.headersSent) outgoing.destroy();
    else answer(outgoing, 502, `${url.host}: the answer broke off`);
  }
};
