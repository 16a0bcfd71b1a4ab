import type { CookieJars } from '#shared/ports/cookie-jars.ts';

/** None are stored. */
export const noCookies: CookieJars = { open: async () => null, refresh: async () => {} };
