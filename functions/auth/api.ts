import { directory } from '#shared/aws/directory.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { profileTable } from '#shared/aws/profiles.ts';
import { env } from '#shared/env.ts';
import { serve } from '#shared/serve.ts';
import { getMe } from './routes/get-me.ts';
import { putMe } from './routes/put-me.ts';

const table = engineTable(env('REELMILL_TABLE'));

export const handler = serve({
  routes: [getMe, putMe],
  ports: { directory: directory(env('REELMILL_USER_POOL')), profiles: profileTable(table) },
  gate: gate('auth', table),
});
