import type { Caller } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';
import type { Keys } from '#shared/ports/keys.ts';
import { ok, route } from '#shared/route.ts';
import { keyList, keysQuery } from '../key-schema.ts';

/** Undefined stands for all owners. */
const whose = ({ owner, permissions }: Caller, asked: string | undefined): string | undefined => {
  if (asked === undefined || asked === owner) return owner;
  if (!permissions.has('manage')) throw new EngineError('auth.forbidden', 'others\' keys take the permission "manage"');
  return asked === 'all' ? undefined : asked;
};

export const listKeys = route({
  method: 'GET',
  path: '/api/v1/keys',
  summary: 'List API keys, newest first',
  description: 'Your own, or those of others.',
  allows: 'read',
  query: keysQuery,
  replies: { 200: keyList },
  handle: async ({ query, caller }, { keys }: { keys: Keys }) =>
    ok({ keys: await keys.list(whose(caller, query.owner)) }),
});
