import { once } from 'node:events';
import { type IncomingMessage, Agent as PlainAgent, request as requestPlainly } from 'node:http';
import { request as requestSecurely, Agent as SecureAgent } from 'node:https';
import type { Cookie } from '#shared/cookies/cookie.ts';
import { cookieHeader } from '#shared/cookies/cookie-header.ts';
import type { Validators } from '#shared/ports/web.ts';

type Way = {
  readonly proxy: string;
  readonly signal: AbortSignal;
  readonly patienceMs?: number;
  /** Shown to those hosts alone that they are for, at each hop anew. */
  readonly cookies?: readonly Cookie[];
};
type Headers = Readonly<Record<string, string>>;
type Asking = { readonly method: 'HEAD' | 'GET'; readonly headers: Headers };

const usualPatienceMs = 10_000;
const mostRedirects = 5;

/** One answer, whose body is yet to be read or thrown away. */
const answerOf = async (url: URL, { method, headers }: Asking, way: Way): Promise<IncomingMessage> => {
  const { proxy, signal, patienceMs = usualPatienceMs, cookies = [] } = way;
  const proxyEnv = { http_proxy: proxy, https_proxy: proxy };
  const within = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const cookie = cookieHeader(cookies, url, new Date());
  const options = { method, headers: { ...headers, ...(cookie && { cookie }) }, signal: within };
  const asking =
    url.protocol === 'https:'
      ? requestSecurely(url, { ...options, agent: new SecureAgent({ proxyEnv }) })
      : requestPlainly(url, { ...options, agent: new PlainAgent({ proxyEnv }) });
  asking.end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  return answer.on('error', () => {});
};

const follow = async (url: URL, asking: Asking, way: Way): Promise<IncomingMessage> => {
  let at = url;
  for (let hops = 0; ; hops += 1) {
    const answer = await answerOf(at, asking, way);
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || !location || hops >= mostRedirects)
      return answer;
    answer.destroy();
    at = new URL(location, at);
  }
};

const headersOf = async (url: string, asking: Asking, way: Way): Promise<IncomingMessage> => {
  const answer = await follow(new URL(url), asking, way);
  return answer.destroy();
};

const lengthOf = ({ statusCode, headers }: IncomingMessage): number | null => {
  const said = statusCode === 206 ? /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] : headers['content-length'];
  return said === undefined ? null : Number(said);
};

const validatorsOf = (answer: IncomingMessage): Validators => ({
  etag: answer.headers.etag ?? null,
  lastModified: answer.headers['last-modified'] ?? null,
  bytes: lengthOf(answer),
});

/**
 * What a site says of a file, asked through the guard. Addresses that are signed for GET refuse HEAD: those are asked for
 * their first byte.
 */
export const askSite = async (url: string, headers: Headers, way: Way): Promise<Validators | null> => {
  const plain = { ...headers, 'accept-encoding': 'identity' };
  try {
    const head = await headersOf(url, { method: 'HEAD', headers: plain }, way);
    if (head.statusCode === 200) return validatorsOf(head);
    const first = await headersOf(url, { method: 'GET', headers: { ...plain, range: 'bytes=0-0' } }, way);
    return first.statusCode === 206 || first.statusCode === 200 ? validatorsOf(first) : null;
  } catch {
    return null;
  }
};

const bodyOf = async (answer: IncomingMessage, most: number): Promise<Uint8Array | null> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer) {
    bytes += part.length;
    // leaving the loop ends the connection
    if (bytes > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** A small file, whole, read through the guard; null when it is larger than that, or not to be had. */
export const readSite = async (url: string, most: number, way: Way): Promise<Uint8Array | null> => {
  try {
    const answer = await follow(new URL(url), { method: 'GET', headers: { 'accept-encoding': 'identity' } }, way);
    if (answer.statusCode === 200) return await bodyOf(answer, most);
    answer.destroy();
    return null;
  } catch {
    return null;
  }
};
