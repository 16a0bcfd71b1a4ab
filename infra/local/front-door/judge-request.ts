/** What decides whether a request may come in, as the browser or program that sent it told. */
export type RequestFacts = {
  readonly method: string;
  readonly url: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** Fetch metadata; browsers send it, programs do not, and no page can alter it. */
  readonly site: string | undefined;
  readonly mode: string | undefined;
  readonly destination: string | undefined;
};

export type Verdict = 'pass' | 'refuse' | 'go-to-canonical';

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';

const isPresigned = (url: string): boolean => /[?&]X-Amz-Signature=[0-9a-f]{64}(&|$)/.test(url);

/**
 * Loopback is open to every page in the machine's browsers. A rebound name shows in Host; a page of another origin
 * shows in Origin, and where it sends none, in Sec-Fetch-Site, for which another port of localhost is `same-site`.
 * It may take a person here (a link in a mail), and may use an address that carries its own permission.
 */
export const judgeRequest = (facts: RequestFacts, port: number): Verdict => {
  const { method, url, host, origin, site, mode, destination } = facts;
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !own.includes(host)) return 'refuse';
  const isVisit = isRead(method) && mode === 'navigate' && destination === 'document';
  if (isVisit) return host === own[0] ? 'pass' : 'go-to-canonical';
  if (url.startsWith('/media/') && isPresigned(url)) return 'pass';
  if (origin !== undefined && origin !== `http://${host}`) return 'refuse';
  return site === undefined || site === 'same-origin' || site === 'none' ? 'pass' : 'refuse';
};

/** Dot segments, plain or encoded, mean something else to each server on the way. */
export const isPlainPath = (url: string): boolean => {
  const path = url.split('?', 1)[0] ?? '';
  return path.startsWith('/') && !/(^|\/|%2f|\\|%5c)(\.|%2e){1,2}(\/|%2f|\\|%5c|$)/i.test(path) && !path.includes('\0');
};
