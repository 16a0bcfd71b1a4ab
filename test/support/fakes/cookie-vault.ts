import { type Cookie, hasEnded, isOfSite } from '#shared/cookies/cookie.ts';
import { hostOf } from '#shared/cookies/host-of.ts';
import { factsOf, tooMuch } from '#shared/cookies/jar-facts.ts';
import { mergeJar } from '#shared/cookies/merge.ts';
import { cookiesIn, isWhole, writeNetscape } from '#shared/cookies/netscape.ts';
import { jarId } from '#shared/jar-id.ts';
import type { CookieJars, JarOf } from '#shared/ports/cookie-jars.ts';
import type { KeptCookies, KeptJar } from '#shared/ports/kept-cookies.ts';

type Held = { readonly jar: KeptJar; readonly cookies: readonly Cookie[] };

const nameOf = ({ owner, id }: JarOf): string => `${owner}/${id}`;
const bySiteAndName = (a: KeptJar, b: KeptJar): number => a.site.localeCompare(b.site) || a.name.localeCompare(b.name);

/** Cookies as routes keep them and as work opens them, both of the same jars. */
export const inMemoryCookieVault = (
  clock = () => new Date(),
): { readonly kept: KeptCookies; readonly jars: CookieJars } => {
  const held = new Map<string, Held>();
  return {
    kept: {
      put: async (toKeep, cookies, now) => {
        const of = { owner: toKeep.owner, id: jarId(toKeep) };
        const before = held.get(nameOf(of))?.jar;
        const { createdAt = now.toISOString(), usedAt } = before ?? {};
        const used = usedAt === undefined ? {} : { usedAt };
        const jar = { ...toKeep, ...of, ...factsOf(cookies), ...used, createdAt, changedAt: now.toISOString() };
        held.set(nameOf(of), { jar, cookies });
        return { jar, replaced: before !== undefined };
      },
      list: async (owner) =>
        [...held.values()]
          .map(({ jar }) => jar)
          .filter((jar) => jar.owner === owner)
          .sort(bySiteAndName),
      find: async (of) => held.get(nameOf(of))?.jar ?? null,
      erase: async (of) => held.delete(nameOf(of)),
    },
    jars: {
      open: async (of, url) => {
        const found = held.get(nameOf(of));
        if (!found || !isOfSite(hostOf(url), found.jar.site)) return null;
        const live = found.cookies.filter((cookie) => !hasEnded(cookie, clock()));
        if (live.length === 0) return null;
        const usedAt = `${clock().toISOString().slice(0, 13)}:00:00.000Z`;
        held.set(nameOf(of), { ...found, jar: { ...found.jar, usedAt } });
        return writeNetscape(live);
      },
      refresh: async (of, { opened, left }) => {
        const found = held.get(nameOf(of));
        if (!found || !isWhole(left)) return;
        const changed = { opened: cookiesIn(opened), left: cookiesIn(left) };
        const merged = mergeJar(found.cookies, changed, found.jar.site);
        if (!merged || tooMuch(merged)) return;
        const { firstExpiresAt: _first, expiresAt: _last, ...rest } = found.jar;
        const jar = { ...rest, ...factsOf(merged), changedAt: clock().toISOString() };
        held.set(nameOf(of), { jar, cookies: merged });
      },
    },
  };
};
