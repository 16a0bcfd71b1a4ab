import { type Cookie, hasEnded, isOfSite, plainDomain } from './cookie.ts';

/** RFC 6265 §5.1.4 */
const isBelow = (path: string, folder: string): boolean =>
  path === folder || (path.startsWith(folder) && (folder.endsWith('/') || path[folder.length] === '/'));

/** What a browser with these cookies would send along to the address (RFC 6265 §5.4); undefined for nothing. */
export const cookieHeader = (cookies: readonly Cookie[], url: URL, now: Date): string | undefined => {
  const host = plainDomain(url.hostname);
  const fitting = cookies.filter(
    (cookie) =>
      (cookie.hostOnly ? host === cookie.domain : isOfSite(host, cookie.domain)) &&
      isBelow(url.pathname, cookie.path) &&
      (!cookie.secure || url.protocol === 'https:') &&
      !hasEnded(cookie, now),
  );
  const said = fitting.toSorted((a, b) => b.path.length - a.path.length).map(({ name, value }) => `${name}=${value}`);
  return said.length > 0 ? said.join('; ') : undefined;
};
