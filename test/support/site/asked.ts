import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** A request as the site's pages see it. */
export type Asked = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  /** What stands in the path after the name of the page: `/cut/2/clip.mp4` gives `2`, `clip.mp4`. */
  readonly rest: readonly string[];
  /** Which request of this path it is, from 1. */
  readonly nth: number;
};

export type Page = (asked: Asked, reply: ServerResponse) => void | Promise<void>;

export const answer = (reply: ServerResponse, type: string, body: string, status = 200): void => {
  reply.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
};

export const answerJson = (reply: ServerResponse, body: unknown): void =>
  answer(reply, 'application/json', JSON.stringify(body));

export const refuse = (reply: ServerResponse, status: number, headers: Record<string, string> = {}): void => {
  reply.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(`${status}\n`);
};

/** `once`, a number, or `always`, as it stands in a path. */
export const times = (word: string | undefined): number =>
  word === 'always' ? Number.POSITIVE_INFINITY : word === 'once' ? 1 : Number(word);

/** Who has signed in carries this cookie; `members` pages want it. */
export const memberCookie = { name: 'member', value: 'yes' } as const;

export const isMember = ({ headers }: Asked): boolean =>
  (headers.cookie ?? '').split(/;\s*/).includes(`${memberCookie.name}=${memberCookie.value}`);
