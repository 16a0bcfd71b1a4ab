import type { Keys } from '#shared/ports/keys.ts';
import { ok, route } from '#shared/route.ts';
import { keyList, keysQuery } from '../key-schema.ts';

export const listKeys = route({
  method: 'GET',
  path: '/api/v1/keys',
  summary: 'List API keys, newest first',
  description: 'Your own, or those of others.',
  allows: 'manage',
  query: keysQuery,
  replies: { 200: keyList },
  handle: async ({ query, caller }, { keys }: { keys: Keys }) =>
    ok({ keys: await keys.list(query.owner === 'all' ? undefined : (query.owner ?? caller.owner)) }),
});
