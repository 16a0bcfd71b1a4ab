import { cookieTable } from '#shared/aws/cookie-table.ts';
import { directory } from '#shared/aws/directory.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { keptCookies } from '#shared/aws/kept-cookies.ts';
import { keys } from '#shared/aws/keys.ts';
import { kmsSealer } from '#shared/aws/kms-sealer.ts';
import { profileTable } from '#shared/aws/profiles.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { serve } from '#shared/serve.ts';
import { createKey } from './routes/create-key.ts';
import { eraseCookies } from './routes/erase-cookies.ts';
import { getMe } from './routes/get-me.ts';
import { listCookies } from './routes/list-cookies.ts';
import { listKeys } from './routes/list-keys.ts';
import { pushCookies } from './routes/push-cookies.ts';
import { putMe } from './routes/put-me.ts';
import { revokeKey } from './routes/revoke-key.ts';

const table = engineTable(env('REELMILL_TABLE'));

export const handler = serve({
  routes: [getMe, putMe, createKey, listKeys, revokeKey, pushCookies, listCookies, eraseCookies],
  ports: {
    directory: directory(env('REELMILL_USER_POOL')),
    profiles: profileTable(table),
    keys: keys(table),
    cookies: keptCookies(cookieTable(env('REELMILL_COOKIES_TABLE')), kmsSealer(env('REELMILL_COOKIES_KEY'))),
    log: createLog('auth'),
  },
  gate: gate('auth', table),
});
