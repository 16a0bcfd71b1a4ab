import { once } from 'node:events';
import { type IncomingMessage, Agent as PlainAgent, request as requestPlainly } from 'node:http';
import { request as requestSecurely, Agent as SecureAgent } from 'node:https';
import type { Validators } from '#shared/ports/web.ts';

type Way = { readonly proxy: string; readonly signal: AbortSignal };
type Headers = Readonly<Record<string, string>>;
type Asking = { readonly method: 'HEAD' | 'GET'; readonly headers: Headers };

const patienceMs = 10_000;
const mostRedirects = 5;

/** Headers of one answer, whose body is not read. */
const answerOf = async (url: URL, { method, headers }: Asking, { proxy, signal }: Way): Promise<IncomingMessage> => {
  const proxyEnv = { http_proxy: proxy, https_proxy: proxy };
  const within = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const options = { method, headers, signal: within };
  const asking =
    url.protocol === 'https:'
      ? requestSecurely(url, { ...options, agent: new SecureAgent({ proxyEnv }) })
      : requestPlainly(url, { ...options, agent: new PlainAgent({ proxyEnv }) });
  asking.end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  answer.on('error', () => {}).destroy();
  return answer;
};

const follow = async (url: URL, asking: Asking, way: Way): Promise<IncomingMessage> => {
  let at = url;
  for (let hops = 0; ; hops += 1) {
    const answer = await answerOf(at, asking, way);
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || !location || hops >= mostRedirects)
      return answer;
    at = new URL(location, at);
  }
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
    const head = await follow(new URL(url), { method: 'HEAD', headers: plain }, way);
    if (head.statusCode === 200) return validatorsOf(head);
    const first = await follow(new URL(url), { method: 'GET', headers: { ...plain, range: 'bytes=0-0' } }, way);
    return first.statusCode === 206 || first.statusCode === 200 ? validatorsOf(first) : null;
  } catch {
    return null;
  }
};
