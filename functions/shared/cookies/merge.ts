import { type Cookie, isOfSite } from './cookie.ts';

type Cookies = readonly Cookie[];

const keyOf = ({ name, domain, hostOnly, path }: Cookie): string =>
  [hostOnly ? domain : `.${domain}`, path, name].join('\t');

const byKey = (cookies: Cookies): Map<string, Cookie> => new Map(cookies.map((cookie) => [keyOf(cookie), cookie]));

/** yt-dlp forgets which cookies were kept from scripts. */
const isSame = (a: Cookie | undefined, b: Cookie | undefined): boolean =>
  a?.value === b?.value && a?.expires === b?.expires && a?.secure === b?.secure;

/**
 * What is kept of a jar once a site had it: each cookie that the site set, changed or took back since the jar was
 * opened, unless its owner or another job has changed that very cookie meanwhile. Null when nothing is to be written.
 */
export const mergeJar = (
  kept: Cookies,
  { opened, left }: { readonly opened: Cookies; readonly left: Cookies },
  site: string,
): Cookie[] | null => {
  const [merged, before, after] = [byKey(kept), byKey(opened), byKey(left)];
  let hasChanged = false;
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [now, then, set] = [merged.get(key), before.get(key), after.get(key)];
    const isOurs = set === undefined || isOfSite(set.domain, site);
    if (isSame(then, set) || !isSame(now, then) || !isOurs) continue;
    if (set) merged.set(key, { ...set, httpOnly: now?.httpOnly ?? set.httpOnly });
    else merged.delete(key);
    hasChanged = true;
  }
  return hasChanged ? [...merged.values()] : null;
};
