import type { Cookie } from './cookie.ts';

/** What may be told of a jar: nothing of it opens a door. */
export type JarFacts = {
  readonly domains: string[];
  readonly count: number;
  /** When the first of them ends; absent when they all last as long as their session. */
  readonly firstExpiresAt?: string;
  /** When none is left; absent when one lasts as long as its session. */
  readonly expiresAt?: string;
};

/** Browsers keep some 180 for a domain. */
export const mostCookies = 1000;
/** A record of the table has room for 400 KB. */
export const mostJarBytes = 256 * 1024;

/** 253402300799 is the last second of the year 9999, after which ISO 8601 has another form. */
const instant = (seconds: number): string => new Date(Math.min(seconds, 253_402_300_799) * 1000).toISOString();

export const factsOf = (cookies: readonly Cookie[]): JarFacts => {
  const ends = cookies.flatMap(({ expires }) => (expires === null ? [] : [expires])).sort((a, b) => a - b);
  const [first, last] = [ends[0], ends.at(-1)];
  return {
    domains: [...new Set(cookies.map(({ domain }) => domain))].sort(),
    count: cookies.length,
    ...(first !== undefined && { firstExpiresAt: instant(first) }),
    ...(last !== undefined && ends.length === cookies.length && { expiresAt: instant(last) }),
  };
};

export const bytesOf = (cookies: readonly Cookie[]): number => Buffer.byteLength(JSON.stringify(cookies));

/** Why a jar cannot be kept as large as it is; undefined when it can. */
export const tooMuch = (cookies: readonly Cookie[]): string | undefined => {
  if (cookies.length > mostCookies) return `a site may have ${mostCookies} cookies, these are ${cookies.length}`;
  const bytes = bytesOf(cookies);
  return bytes > mostJarBytes ? `a site's cookies may have ${mostJarBytes} bytes, these have ${bytes}` : undefined;
};
