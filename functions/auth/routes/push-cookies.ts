import { EngineError } from '#shared/errors.ts';
import { jarId } from '#shared/jar-id.ts';
import type { KeptCookies } from '#shared/ports/kept-cookies.ts';
import { created, ok, route } from '#shared/route.ts';
import { chooseJar } from '../choose-jar.ts';
import { pushCookiesRequest, pushedCookies } from '../cookie-schema.ts';
import { readCookies } from '../read-cookies.ts';
import { viewCookies } from '../view-cookies.ts';

const mostJars = 100;

export const pushCookies = route({
  method: 'POST',
  path: '/api/v1/auth/cookies',
  summary: 'Keep the cookies of a site, for downloads that need a sign-in',
  description: [
    'Encrypted, for the owner alone, and sent to their own site only: a download names them by `cookies.id`.',
    'Those of the same site and name are replaced and keep their id (200 instead of 201).',
    'Up to 1,000 cookies and 256 KiB for a site, up to 100 sites.',
  ].join(' '),
  allows: 'write',
  body: pushCookiesRequest,
  replies: { 200: pushedCookies, 201: pushedCookies },
  handle: async ({ body, caller: { owner }, now }, { cookies }: { cookies: Pick<KeptCookies, 'put' | 'list'> }) => {
    const { leftOut, site, cookies: chosen } = chooseJar(readCookies(body), body.site, now);
    const toKeep = { owner, site, name: body.name };
    const kept = await cookies.list(owner, now);
    if (kept.length >= mostJars && !kept.some(({ id }) => id === jarId(toKeep)))
      throw new EngineError('quota.reached', `you have the cookies of ${kept.length} sites: delete some first`);
    const { jar, replaced } = await cookies.put(toKeep, chosen, now);
    const view = { ...viewCookies(jar, now), leftOut };
    return replaced ? ok(view) : created(view, `/api/v1/auth/cookies/${jar.id}`);
  },
});
