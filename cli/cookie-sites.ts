import { isIP } from 'node:net';
import { getDomain } from 'tldts';

export type OfDomain = { readonly domain: string };

const siteOf = (domain: string): string | null => {
  const plain = domain.replace(/^\./, '').toLowerCase();
  return isIP(plain) ? plain : getDomain(plain, { allowPrivateDomains: true });
};

const mostNamed = 20;

const onlySite = (sites: readonly string[]): string => {
  const [only, ...others] = sites;
  if (only === undefined) throw new Error('there are no cookies of any site');
  if (others.length === 0) return only;
  const named = sites.slice(0, mostNamed).join(', ');
  const more = sites.length > mostNamed ? ', …' : '';
  throw new Error(`say whose by --site, once or more: there are cookies of ${sites.length} sites (${named}${more})`);
};

/** The cookies of each site that is wanted, and of no other; without a wish there must be one site only. */
export const bySite = <T extends OfDomain>(
  cookies: readonly T[],
  wanted?: readonly string[],
): { readonly site: string; readonly cookies: T[] }[] => {
  const found = Map.groupBy(cookies, ({ domain }) => siteOf(domain));
  const sites = [...found.keys()].filter((site) => site !== null).sort();
  return (wanted ?? [onlySite(sites)]).map((wish) => {
    const site = siteOf(wish) ?? wish;
    const ofSite = found.get(site);
    if (!ofSite) throw new Error(`there are no cookies of ${wish}`);
    return { site, cookies: ofSite };
  });
};

export type NetscapeLine = OfDomain & { readonly line: string };

const isCookie = (line: string): boolean =>
  line.includes('\t') && (!line.startsWith('#') || line.startsWith('#HttpOnly_'));

/** The lines of a cookies.txt that are cookies; those marked `#HttpOnly_` only look like comments. */
export const linesIn = (text: string): NetscapeLine[] =>
  text
    .split(/\r?\n/)
    .filter(isCookie)
    .map((line) => ({ line, domain: line.replace(/^#HttpOnly_/, '').split('\t', 1)[0] ?? '' }));

export const joinLines = (lines: readonly NetscapeLine[]): string =>
  ['# Netscape HTTP Cookie File', '', ...lines.map(({ line }) => line), ''].join('\n');

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // what was wrong is not quoted: it may be a secret
    throw new Error('this begins like JSON, and is none');
  }
};

/** A list as browser extensions export it, or such a list within what they wrap round it. */
export const listIn = (text: string): OfDomain[] => {
  const parsed = parse(text);
  const list = Array.isArray(parsed) ? parsed : (parsed as { cookies?: unknown } | null)?.cookies;
  if (Array.isArray(list) && list.every((one) => typeof one?.domain === 'string')) return list;
  throw new Error('this JSON is no list of cookies');
};
