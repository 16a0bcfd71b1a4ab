import { EngineError } from '#shared/errors.ts';
import type { Keys } from '#shared/ports/keys.ts';
import { noContent, route } from '#shared/route.ts';
import { keyParams } from '../key-schema.ts';

export const revokeKey = route({
  method: 'DELETE',
  path: '/api/v1/keys/{id}',
  summary: 'Revoke an API key',
  description: 'Whoever made it. It is refused from the next request on.',
  allows: 'manage',
  params: keyParams,
  replies: { 204: null },
  handle: async ({ params, now }, { keys }: { keys: Keys }) => {
    if (await keys.revoke(params.id, now)) return noContent();
    throw new EngineError('key.not-found', `there is no live key ${params.id}`);
  },
});
