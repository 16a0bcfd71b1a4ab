import { hashOfKey, newKey } from '#shared/api-key.ts';
import { newId } from '#shared/ids.ts';
import type { ApiKey, Keys } from '#shared/ports/keys.ts';
import { created, route } from '#shared/route.ts';
import { createdKey, createKeyRequest } from '../key-schema.ts';

const inDays = (days: number, now: Date): string => new Date(now.getTime() + days * 86_400_000).toISOString();

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
    const { expiresInDays, ...asked } = body;
    const key: ApiKey = {
      ...{ id: newId(now), owner: caller.owner, ...asked, createdAt: now.toISOString() },
      ...(expiresInDays !== undefined && { expiresAt: inDays(expiresInDays, now) }),
    };
    await keys.create(key, hashOfKey(secret));
    return created({ ...key, key: secret }, `/api/v1/keys/${key.id}`);
  },
});
