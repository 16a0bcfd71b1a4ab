import type { StreamPass } from '#shared/ports/stream-pass.ts';

/** Cookies that say what they open and until when. */
export const openStreamPass: StreamPass = {
  cookies: async (prefix, expiresAt, { secure }) => [
    `pass=${expiresAt.toISOString()}; Path=/media/${prefix}${secure ? '; Secure' : ''}`,
  ],
};
