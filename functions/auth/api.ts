import { directory } from '#shared/aws/directory.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { keys } from '#shared/aws/keys.ts';
import { profileTable } from '#shared/aws/profiles.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { serve } from '#shared/serve.ts';
import { createKey } from './routes/create-key.ts';
import { getMe } from './routes/get-me.ts';
import { listKeys } from './routes/list-keys.ts';
import { putMe } from './routes/put-me.ts';
import { revokeKey } from './routes/revoke-key.ts';

const table = engineTable(env('REELMILL_TABLE'));

export const handler = serve({
  routes: [getMe, putMe, createKey, listKeys, revokeKey],
  ports: {
    directory: directory(env('REELMILL_USER_POOL')),
    profiles: profileTable(table),
    keys: keys(table),
    log: createLog('auth'),
  },
  gate: gate('auth', table),
});
