import { EngineError } from '#shared/errors.ts';
import type { Links } from '#shared/ports/links.ts';
import { ok, route } from '#shared/route.ts';
import { aboutLink, linkParams } from '../schema.ts';

export const tellLink = route({
  method: 'GET',
  path: '/api/v1/links/{token}/about',
  summary: 'Tell what a link leads to',
  description: 'The name of its file and when it ends, for whoever has it; nothing of the job or its owner.',
  allows: 'open',
  params: linkParams,
  replies: { 200: aboutLink },
  handle: async ({ params, now }, { links }: { links: Links }) => {
    const found = await links.resolve(params.token, now);
    if (!found) throw new EngineError('link.not-found', 'ask for a new link');
    return ok({ fileName: found.fileName, expiresAt: found.expiresAt.toISOString() }, { 'cache-control': 'no-store' });
  },
});
