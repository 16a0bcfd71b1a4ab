import { EngineError } from '#shared/errors.ts';
import type { Log } from '#shared/log.ts';
import type { Keys } from '#shared/ports/keys.ts';
import { noContent, route } from '#shared/route.ts';
import { keyParams } from '../key-schema.ts';
import { mustBePerson } from '../must-be-person.ts';

export const revokeKey = route({
  method: 'DELETE',
  path: '/api/v1/keys/{id}',
  summary: 'Revoke an API key',
  description: 'Your own, or with `manage` anybody’s. It is refused from the next request on.',
  allows: 'read',
  params: keyParams,
  replies: { 204: null },
  handle: async ({ params, caller, now }, { keys, log }: { keys: Keys; log: Log }) => {
    mustBePerson(caller);
    const owner = caller.permissions.has('manage') ? undefined : caller.owner;
    const revoked = await keys.revoke(params.id, now, owner);
    if (!revoked) throw new EngineError('key.not-found', `there is no live key ${params.id}`);
    log.info('a key was revoked', { revoked: revoked.id, of: revoked.owner, by: caller.owner });
    return noContent();
  },
});
