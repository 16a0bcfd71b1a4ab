import { hashOfKey, newKey } from '#shared/api-key.ts';
import { newId } from '#shared/ids.ts';
import type { Keys } from '#shared/ports/keys.ts';
import { created, route } from '#shared/route.ts';
import { createdKey, createKeyRequest, viewKey } from '../key-schema.ts';

export const createKey = route({
  method: 'POST',
  path: '/api/v1/keys',
  summary: 'Create an API key',
  description: 'The key itself is in this answer and nowhere else: only a hash of it is kept.',
  allows: 'manage',
  body: createKeyRequest,
  replies: { 201: createdKey },
  handle: async ({ body, caller, now }, { keys }: { keys: Keys }) => {
    const secret = newKey();
    const key = { id: newId(now), owner: caller.owner, ...body, createdAt: now.toISOString() };
    await keys.create(key, hashOfKey(secret));
    return created({ ...viewKey(key), key: secret }, `/api/v1/keys/${key.id}`);
  },
});
