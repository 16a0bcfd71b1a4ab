import type { KeptCookies } from '#shared/ports/kept-cookies.ts';
import { ok, route } from '#shared/route.ts';
import { cookiesList } from '../cookie-schema.ts';
import { viewCookies } from '../view-cookies.ts';

export const listCookies = route({
  method: 'GET',
  path: '/api/v1/auth/cookies',
  summary: 'List the cookies that are kept',
  description: 'Your own, by site and name: whose they are and how long they last, never their values.',
  allows: 'read',
  replies: { 200: cookiesList },
  handle: async ({ caller, now }, { cookies }: { cookies: Pick<KeptCookies, 'list'> }) =>
    ok({ cookies: (await cookies.list(caller.owner, now)).map((jar) => viewCookies(jar, now)) }),
});
