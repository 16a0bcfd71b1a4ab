import type { Keys } from '#shared/ports/keys.ts';
import { ok, route } from '#shared/route.ts';
import { keyList, viewKey } from '../key-schema.ts';

export const listKeys = route({
  method: 'GET',
  path: '/api/v1/keys',
  summary: 'List your API keys',
  allows: 'manage',
  replies: { 200: keyList },
  handle: async ({ caller }, { keys }: { keys: Keys }) => ok({ keys: (await keys.list(caller.owner)).map(viewKey) }),
});
