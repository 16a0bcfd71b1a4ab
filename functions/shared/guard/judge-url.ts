import { EngineError } from '#shared/errors.ts';
import { judgeAddress } from './judge-address.ts';
import { type DomainLists, everyDomain, judgeLists, judgeName, plainName } from './judge-host.ts';
import { judgePort } from './judge-port.ts';
import { type LoopbackAllowance, mayReachLoopback } from './loopback.ts';

export type GuardRules = {
  /** @default every public domain */
  readonly lists?: DomainLists;
  /** Only for target local. @default false */
  readonly allowLoopback?: LoopbackAllowance;
};

/** Signed addresses of media are long; request lines of most servers end at 8 KiB. */
const longestUrl = 4096;

const ipv4 = /^\d+\.\d+\.\d+\.\d+$/;

/** An IP address as a URL's host names it, without brackets; null for a name. */
export const literalAddress = (host: string): string | null => {
  if (host.startsWith('[')) return host.slice(1, -1);
  return ipv4.test(host) ? host : null;
};

export const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

const isLocalhost = (host: string): boolean => /(^|\.)localhost$/.test(plainName(host));

const judgeHost = (url: URL, { allowLoopback = false }: GuardRules): string | null => {
  const port = portOf(url);
  const literal = literalAddress(url.hostname);
  if (literal !== null) {
    const why = judgeAddress(literal, { port, allowLoopback });
    return why && `${literal} is not public (${why})`;
  }
  return isLocalhost(url.hostname) && mayReachLoopback(port, allowLoopback) ? null : judgeName(url.hostname);
};

/** Tabs and line ends vanish and backslashes turn into slashes when a browser reads an address, and not elsewhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const readDifferently = /[\u0000-\u0020\u007f\\]/;

const judgeText = (text: string): string | null => {
  if (text.length > longestUrl) return `it has ${text.length} characters, and may have ${longestUrl}`;
  if (readDifferently.test(text))
    return 'it holds spaces, control characters or backslashes: write them as %20 and so on';
  if (!URL.canParse(text)) return 'it is not an absolute address such as https://example.com/video';
  return null;
};

const judgeParts = (url: URL, rules: GuardRules): string | null => {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return `it begins with ${url.protocol}, and only http: and https: are fetched`;
  if (url.username || url.password) return 'it holds a user name or password: give cookies instead';
  return judgePort(portOf(url)) ?? judgeHost(url, rules) ?? judgeLists(url.hostname, rules.lists ?? everyDomain);
};

/** Why an address may not be fetched as far as its text tells, or null; what its name resolves to is judged at connect time. */
export const refusalOf = (text: string, rules: GuardRules = {}): string | null =>
  judgeText(text) ?? judgeParts(new URL(text), rules);

/** Without user name, password and query: an error may be logged, and those may be secrets. */
const shown = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url?.host ? `${url.protocol}//${url.host}${url.pathname}` : text;
  return JSON.stringify(plain.length > 100 ? `${plain.slice(0, 100)}…` : plain);
};

/**
 * The address as it is to be used from here on, normalised; work with this one, never with the text that was given.
 * @throws `source.forbidden` that names the field and says why
 */
export const judgeUrl = (text: string, rules: GuardRules & { readonly field?: string } = {}): URL => {
  const why = refusalOf(text, rules);
  if (why === null) return new URL(text);
  const { field = 'url' } = rules;
  throw new EngineError('source.forbidden', `${field}: ${shown(text)} is not fetched: ${why}`, {
    field,
  });
};
