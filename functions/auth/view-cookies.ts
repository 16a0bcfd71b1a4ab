import type { KeptJar } from '#shared/ports/kept-cookies.ts';

/** As its owner sees it. */
export const viewCookies = ({ owner: _owner, ...jar }: KeptJar, now: Date) => ({
  ...jar,
  expired: jar.count === 0 || (jar.expiresAt !== undefined && jar.expiresAt <= now.toISOString()),
});
