import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from './asked.ts';
import { catalogue } from './catalogue.ts';
import { files } from './files.ts';
import { siteMedia } from './media.ts';
import { pages } from './pages.ts';
import { streams } from './streams.ts';

/** A request that came, as a test judges it. */
export type Visit = {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
};

export { siteExtractors } from './extractors.ts';

const routes: Readonly<Record<string, Page>> = { ...files, ...streams, ...pages, ...catalogue };

/**
 * A web site on a port of its own, with everything that sites do and some that they should not; what there is stands in
 * `files.ts`, `streams.ts`, `pages.ts` and `catalogue.ts`, by the first word of the path.
 */
export class Site implements AsyncDisposable {
  readonly #visits: Visit[] = [];
  readonly #server = createServer(async (request, reply) => {
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', this.origin);
    const [first = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
    this.#visits.push({ method, path: request.url ?? '/', headers });
    const page = routes[first];
    if (!page) return void reply.writeHead(404).end();
    const nth = this.visits(url.pathname).filter((visit) => visit.method === 'GET').length;
    await page({ method, url, headers, rest, nth }, reply);
  });

  /** `http://127.0.0.1:PORT` */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  readonly url = (path: string): string => new URL(path, this.origin).href;

  /** The requests of a path, with whatever query, in the order in which they came; of all paths when none is given. */
  readonly visits = (path?: string): readonly Visit[] =>
    this.#visits.filter((visit) => path === undefined || visit.path.split('?')[0] === path);

  async open(port = 0): Promise<this> {
    await siteMedia();
    // a client that thinks long between two requests finds its connection still open
    this.#server.keepAliveTimeout = 120_000;
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

/** Opens one, at any port unless it is named; it ends with the block: `await using site = await openSite()`. */
export const openSite = (port?: number): Promise<Site> => new Site().open(port);
