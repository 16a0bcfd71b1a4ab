import { hashOfKey, newKey } from '#shared/api-key.ts';
import { type Caller, type KeyScope, mayGive } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import { type ApiKey, isLiveKey, type Keys } from '#shared/ports/keys.ts';
import { created, route } from '#shared/route.ts';
import { createdKey, createKeyRequest } from '../key-schema.ts';
import { mustBePerson } from '../must-be-person.ts';

/** Enough for one of each program and machine; they are listed on one page. */
const mostKeys = 100;

const inDays = (days: number, now: Date): string => new Date(now.getTime() + days * 86_400_000).toISOString();

const mustHave = ({ permissions }: Caller, scopes: readonly KeyScope[]): void => {
  const missing = scopes.find((scope) => !mayGive(scope, permissions));
  if (missing === undefined) return;
  const grants = ` this takes the permission "${missing === 'worker' ? 'manage' : missing}"`;
  throw new EngineError('auth.forbidden', `scopes: a key may do no more than its owner: "${missing}";${grants}`, {
    field: 'scopes',
  });
};

const mustFit = async ({ owner }: Caller, now: Date, keys: Keys): Promise<void> => {
  const live = (await keys.list(owner)).filter((key) => isLiveKey(key, now)).length;
  if (live >= mostKeys) throw new EngineError('quota.reached', `you have ${live} keys: revoke one that is not used`);
};

export const createKey = route({
  method: 'POST',
  path: '/api/v1/keys',
  summary: 'Create an API key',
  description: 'The key itself is in this answer and nowhere else: only a hash of it is kept. A key makes no keys.',
  allows: 'read',
  body: createKeyRequest,
  replies: { 201: createdKey },
  handle: async ({ body, caller, now }, { keys, log }: { keys: Keys; log: Log }) => {
    mustBePerson(caller);
    mustHave(caller, body.scopes);
    await mustFit(caller, now, keys);
    const secret = newKey();
    const { expiresInDays, ...asked } = body;
    const key: ApiKey = {
      ...{ id: newId(now), owner: caller.owner, ...asked, createdAt: now.toISOString() },
      ...(expiresInDays !== undefined && { expiresAt: inDays(expiresInDays, now) }),
    };
    await keys.create(key, hashOfKey(secret));
    log.info('a key was made', {
      made: key.id,
      by: caller.owner,
      scopes: key.scopes.join(' '),
      expiresAt: key.expiresAt,
    });
    return created({ ...key, key: secret }, `/api/v1/keys/${key.id}`);
  },
});
