import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { connect as secure } from 'node:tls';
import { isManifest, largestManifest, markedIn, unmarked } from '#shared/guard/reader.ts';
import { secondsOfRetryAfter } from '#shared/guard/retry-after.ts';
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

/** Too many requests (RFC 6585 §4). */
const tooMany = 429;

const hearPause = ({ statusCode, headers }: IncomingMessage, { host }: URL, { ledger }: Passage): void => {
  const seconds = statusCode === tooMany ? secondsOfRetryAfter(headers['retry-after'], new Date()) : null;
  if (seconds !== null) ledger.hearPause(host, seconds);
};

type Answering = { readonly site: IncomingMessage; readonly outgoing: ServerResponse; readonly passage: Passage };

const passOn = async ({ site, outgoing, passage }: Answering): Promise<void> => {
  outgoing.writeHead(statusOf(site), back(site));
  await pipeline(site, passage.counted(), outgoing);
};

const wholeOf = async (site: IncomingMessage, { counted }: Passage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of site.pipe(counted()) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestManifest) throw new Error('no playlist is as long as this');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

const asIs = ['content-length', 'content-range', 'accept-ranges'];

/** The same for ffmpeg: what leads on to https leads there through us. */
const passOnMarked = async (answering: Answering, path: string): Promise<void> => {
  const { site, outgoing, passage } = answering;
  const { location, 'content-type': type = '' } = site.headers;
  if (location !== undefined) {
    outgoing.writeHead(statusOf(site), { location: markedIn(location), 'content-length': 0 }).end();
    return void site.destroy();
  }
  if (!isManifest(type, path)) return passOn(answering);
  const manifest = markedIn(await wholeOf(site, passage));
  const status = site.statusCode === 206 ? 200 : statusOf(site);
  outgoing.writeHead(status, headersOnward(site, asIs)).end(manifest);
};

/** TLS of ours for a tool that is to have none: the certificate must be the host's. */
const connectionTo = ({ protocol, hostname }: URL, socket: Socket, ca: string | undefined) =>
  protocol === 'https:'
    ? secure({
        socket,
        ALPNProtocols: ['http/1.1'],
        ...(!isIP(hostname) && { servername: hostname }),
        ...(ca && { ca }),
      })
    : socket;

/**
 * Passes one plain request on to the judged address of its host, and the answer back; its body is counted. For a reader
 * (see `guard/reader.ts`) the site may be one of https.
 */
export const forward = async (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { passage, isReader }: { readonly passage: Passage; readonly isReader: boolean },
): Promise<void> => {
  const odd = oddity(incoming);
  if (odd !== null) return answer(outgoing, 400, odd);
  const asked = isReader ? unmarked(incoming.url ?? '') : (incoming.url ?? '');
  const way = await wayTo(asked, passage);
  if ('why' in way) return answer(outgoing, way.status, way.why);
  const url = new URL(asked);
  const asking = request({
    method: incoming.method,
    path: `${url.pathname}${url.search}`,
    headers: onward(incoming, url),
    createConnection: () => connectionTo(url, way.socket, passage.ca),
    maxHeaderSize: 64 * 1024,
  }).on('error', () => {});
  outgoing.once('close', () => asking.destroy());
  const over = new AbortController(); // an answer of 101 ends the request without an event but this
  asking.once('close', () => over.abort());
  pipeline(incoming, asking).catch(() => asking.destroy());
  try {
    const signal = AbortSignal.any([passage.signal, over.signal]);
    const [site] = (await once(asking, 'response', { signal })) as [IncomingMessage];
    hearPause(site, url, passage);
    const answering = { site, outgoing, passage };
    await (isReader ? passOnMarked(answering, url.pathname) : passOn(answering));
  } catch {
    if (outgoing.headersSent) outgoing.destroy();
    else answer(outgoing, 502, `${url.host}: the answer broke off`);
  }
};
