import { isIP } from 'node:net';
import { getDomain } from 'tldts';
import { type Cookie, hasEnded, plainDomain } from '#shared/cookies/cookie.ts';
import { tooMuch } from '#shared/cookies/jar-facts.ts';
import { EngineError } from '#shared/errors.ts';
import { type FoundCookie, refuseAt } from './read-cookies.ts';

export type ChosenJar = {
  readonly site: string;
  readonly cookies: readonly Cookie[];
  readonly leftOut: { readonly expired: number; readonly otherSites: number };
};

/**
 * The domain that somebody registered, by the public suffix list (https://publicsuffix.org): what lies above it is
 * shared by strangers, and so are its cookies. An IP address stands for itself; null for what is no one's.
 */
const siteOf = (domain: string): string | null =>
  isIP(domain) ? domain : getDomain(domain, { allowPrivateDomains: true });

const shared = 'is of a domain that no single site has, such as co.uk';
const mostNamed = 5;

const onlySite = (found: readonly FoundCookie[]): string => {
  const sites = new Set<string>();
  for (const one of found) {
    const site = siteOf(one.cookie.domain);
    if (site === null) throw refuseAt(one, shared);
    sites.add(site);
  }
  const [only, ...others] = [...sites].sort();
  if (only === undefined) throw new EngineError('request.invalid', 'cookies: there is none', { field: 'cookies' });
  if (others.length === 0) return only;
  const named = [only, ...others].slice(0, mostNamed).join(', ');
  const rest = sites.size > mostNamed ? ', …' : '';
  throw new EngineError('request.invalid', `site: say whose; these are of ${sites.size} sites (${named}${rest})`, {
    field: 'site',
  });
};

const askedSite = (text: string): string => {
  const site = siteOf(plainDomain(text));
  if (site !== null) return site;
  throw new EngineError('request.invalid', 'site: the domain of one site, such as example.com', { field: 'site' });
};

/** The cookies of one site that are still good. */
export const chooseJar = (found: readonly FoundCookie[], site: string | undefined, now: Date): ChosenJar => {
  const chosen = site === undefined ? onlySite(found) : askedSite(site);
  const ofSite = found.filter(({ cookie }) => siteOf(cookie.domain) === chosen).map(({ cookie }) => cookie);
  if (ofSite.length === 0)
    throw new EngineError('request.invalid', `cookies: none is of ${chosen}`, { field: 'cookies' });
  const cookies = ofSite.filter((cookie) => !hasEnded(cookie, now));
  if (cookies.length === 0)
    throw new EngineError('cookies.expired', `the cookies of ${chosen} have all ended`, { field: 'cookies' });
  const excess = tooMuch(cookies);
  if (excess) throw new EngineError('request.too-large', excess, { field: 'cookies' });
  const leftOut = { expired: ofSite.length - cookies.length, otherSites: found.length - ofSite.length };
  return { site: chosen, cookies, leftOut };
};
