import { EngineError } from '#shared/errors.ts';
import type { KeptCookies } from '#shared/ports/kept-cookies.ts';
import { noContent, route } from '#shared/route.ts';
import { cookiesParams } from '../cookie-schema.ts';

export const eraseCookies = route({
  method: 'DELETE',
  path: '/api/v1/auth/cookies/{id}',
  summary: 'Erase cookies',
  description: 'For good: no version of them is left. A job that is at it goes on with what it has already read.',
  allows: 'write',
  params: cookiesParams,
  replies: { 204: null },
  handle: async ({ params: { id }, caller: { owner } }, { cookies }: { cookies: Pick<KeptCookies, 'erase'> }) => {
    if (await cookies.erase({ owner, id })) return noContent();
    throw new EngineError('cookies.not-found', `there are no cookies ${id}`);
  },
});
