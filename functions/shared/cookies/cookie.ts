import { domainToASCII } from 'node:url';

/** One cookie, whatever it was read from (RFC 6265 §5.3). */
export type Cookie = {
  readonly name: string;
  readonly value: string;
  /** In ASCII and lower case, without a leading dot; an IP address stands for itself. */
  readonly domain: string;
  /** Whether it goes to that very host and not to those below it. */
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** Seconds since 1970; null for one that lasts as long as its session. */
  readonly expires: number | null;
};

/** What is wrong with a cookie: never with the text that is wrong, which may be a value in the wrong place. */
export type Flaw = { readonly field: keyof Cookie; readonly says: string };

/** Browsers keep 4,096 of them (RFC 6265bis §5.6). */
const mostBytes = 8192;

const hostName = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/;

/** A domain as it is compared; empty for what is none. */
export const plainDomain = (text: string): string => {
  const name = domainToASCII(text.replace(/^\./, '').replace(/\.$/, ''));
  return hostName.test(name) ? name : '';
};

/** What keeps it from being written as a line that is read back as the same cookie and no other. */
export const flawOf = ({ name, value, domain, path, expires }: Cookie): Flaw | undefined => {
  if (domain === '') return { field: 'domain', says: 'is no domain' };
  if (control.test(name)) return { field: 'name', says: 'holds a control character' };
  if (control.test(value)) return { field: 'value', says: 'holds a control character' };
  if (name === '' && value === '') return { field: 'name', says: 'is empty, and so is the value' };
  if (Buffer.byteLength(name + value) > mostBytes)
    return { field: 'value', says: `has more than ${mostBytes} bytes together with the name` };
  if (!path.startsWith('/') || control.test(path)) return { field: 'path', says: 'does not begin with /' };
  if (expires !== null && !Number.isSafeInteger(expires)) return { field: 'expires', says: 'is no time' };
  return undefined;
};

export const hasEnded = ({ expires }: Cookie, now: Date): boolean =>
  expires !== null && expires * 1000 <= now.getTime();

/** By whole labels: `evilexample.com` is not of `example.com`. */
export const isOfSite = (host: string, site: string): boolean => host === site || host.endsWith(`.${site}`);
