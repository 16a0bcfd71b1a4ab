import { isPrivateAddress } from './private-address.ts';

/** What a person pasted, dropped or typed, as addresses. All pure. */

/** A line as it was given, counted from 1, and what is wrong with it. */
export type BadLine = { readonly line: number; readonly text: string; readonly reason: string };

export type FoundAddress = { readonly url: string; readonly line: number };

export type ReadAddresses = {
  readonly found: readonly FoundAddress[];
  readonly bad: readonly BadLine[];
  /** Addresses that were there before, which are asked for once. */
  readonly twice: number;
};

/** As many as one batch takes. */
export const mostAddresses = 1000;
const longestAddress = 4096;

const withScheme = /[a-z][a-z0-9+.-]*:\/\/[^\s"<>]+/gi;
/** `example.com/watch`, as people type it. */
const withoutScheme = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?$/i;

const countOf = (letter: string, text: string): number => text.split(letter).length - 1;

/** What ends a sentence, closes a bracket that was opened before, or parts the cells of a table belongs to no address. */
const trimmed = (text: string): string => {
  const plain = text.replace(/[,;.!'|]+$/, '');
  return plain.endsWith(')') && countOf(')', plain) > countOf('(', plain) ? trimmed(plain.slice(0, -1)) : plain;
};

const addressesIn = (text: string): string[] => {
  const found = (text.match(withScheme) ?? []).map(trimmed);
  if (found.length > 0) return found;
  const bare = trimmed(text);
  return withoutScheme.test(bare) ? [`https://${bare}`] : [];
};

const faultOf = (address: string): string | null => {
  if (!URL.canParse(address)) return 'This is not a whole address.';
  const { protocol, username, password, hostname } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return `Only http and https are fetched, not ${protocol}//.`;
  if (username || password) return 'It holds a name or password. Use cookies for a sign-in.';
  if (isPrivateAddress(hostname)) return `${hostname} is not on the public internet.`;
  return address.length > longestAddress ? `It is longer than ${longestAddress} characters.` : null;
};

const isComment = (text: string): boolean => text === '' || text.startsWith('#');

type Line = { readonly text: string; readonly line: number };
type Judged = FoundAddress | BadLine;

const judge = ({ text, line }: Line): Judged[] => {
  const addresses = addressesIn(text);
  if (addresses.length === 0) return [{ line, text, reason: 'There is no address in this line.' }];
  return addresses.map((url) => {
    const reason = faultOf(url);
    return reason === null ? { url: new URL(url).href, line } : { line, text: url, reason };
  });
};

/** The addresses in a text, however it is laid out: one a line, several in one, or within a table or a sentence. */
export const readAddresses = (text: string): ReadAddresses => {
  const lines = text.split(/\r\n|\r|\n/).map((line, at) => ({ text: line.trim(), line: at + 1 }));
  const judged = lines.filter((line) => !isComment(line.text)).flatMap(judge);
  const all = judged.filter((one) => 'url' in one);
  const seen = new Set<string>();
  const unlike = all.filter(({ url }) => !seen.has(url) && seen.add(url));
  const over = unlike.slice(mostAddresses).map(({ url, line }) => ({
    ...{ line, text: url },
    reason: `${mostAddresses.toLocaleString('en')} at once are the most.`,
  }));
  return {
    found: unlike.slice(0, mostAddresses),
    bad: [...judged.filter((one) => 'reason' in one), ...over].sort((a, b) => a.line - b.line),
    twice: all.length - unlike.length,
  };
};

/** Whether a text is one address and nothing else, so that one need not ask what is meant. */
export const onlyAddress = (text: string): string | null => {
  const { found, bad } = readAddresses(text);
  return found.length === 1 && bad.length === 0 ? (found[0]?.url ?? null) : null;
};

const ofLists =
  /[?&]list=|\/(?:playlists?|channels?|c|user|users|sets|albums?|series|showcase|feeds?|collections?|shows?|podcasts?)\/|\/playlist\b|\/@[^/]+(?:\/(?:videos|shorts|streams|featured|playlists))?\/?$|\.(?:rss|xml)$|\/(?:feed|rss)\/?$/i;
/** A video that was opened from a list: the video is meant. */
const ofOne = /[?&]v=/;

/** Which of the two an address is looked at as first; the site decides. */
export const seemsList = (url: string): boolean => {
  const { pathname, search } = new URL(url);
  return !ofOne.test(search) && ofLists.test(`${pathname}${search}`);
};
