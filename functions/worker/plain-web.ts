import type { CookieJars } from '#shared/ports/cookie-jars.ts';
import type { Sites } from '#shared/ports/sites.ts';

/** Every site at once, whatever it said before. */
export const unpaced: Sites = {
  enter: async (_url, signal) => {
    signal.throwIfAborted();
    return { end: async () => {} };
  },
};

/** None are stored. */
export const noCookies: CookieJars = { open: async () => null, refresh: async () => {} };
