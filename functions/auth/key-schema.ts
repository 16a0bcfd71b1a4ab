import * as z from 'zod';
import { keyScopes } from '#shared/caller.ts';

export const createKeyRequest = z.strictObject({
  name: z.string().min(1).max(100).meta({ description: 'What you call it', example: 'the box under the desk' }),
  scopes: z
    .array(z.enum(keyScopes))
    .min(1)
    .max(keyScopes.length)
    .meta({
      description:
        'What it may do, as far as you may yourself, then as now. `worker`: takes operations from the queue and reports ' +
        'on them, nothing else; it takes the permission `manage` to give',
      example: ['read', 'write'],
    }),
  expiresInDays: z
    .int()
    .min(1)
    .max(3650)
    .optional()
    .meta({ description: 'Days until it ends by itself; without it, only a revocation ends it', example: 90 }),
});

export const keyParams = z.strictObject({ id: z.uuid({ error: 'the id of a key is a UUID' }) });

export const keysQuery = z.strictObject({
  owner: z
    .string()
    .max(128)
    .optional()
    .meta({ description: 'Another owner, or `all`, which takes `manage`; your own without it' }),
});

const keyView = z.strictObject({
  id: z.uuid(),
  owner: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(keyScopes)),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().optional().meta({ description: 'To the hour; absent when it was never used' }),
  expiresAt: z.iso.datetime().optional().meta({ description: 'It is refused from then on with `key.expired`' }),
  revokedAt: z.iso.datetime().optional(),
});

export const keyList = z.strictObject({ keys: z.array(keyView) }).meta({ id: 'KeyList' });

export const createdKey = keyView
  .extend({ key: z.string().meta({ description: 'Shown once', example: 'rm_live_…' }) })
  .meta({ id: 'CreatedKey' });
