import * as z from 'zod';
import { env } from '../env.ts';
import { countRequests } from '../http/count-requests.ts';
import { defaultRates, type RateSettings } from '../http/rate-limit.ts';
import { createLog } from '../log.ts';
import type { Gate } from '../serve.ts';
import { counters } from './counters.ts';
import type { EngineTable } from './dynamo.ts';
import { cognitoIdentity } from './identity.ts';
import { keys } from './keys.ts';
import { limits } from './limits.ts';
import { standing } from './standing.ts';

const rate = z.strictObject({ count: z.int().positive(), seconds: z.int().positive() }).optional();
const changedRates = z.strictObject({ address: rate, user: rate, key: rate, reads: rate, work: rate });

const rates = (): RateSettings => {
  const changed = changedRates.parse(env('REELMILL_RATES') ?? {});
  const merge = (name: keyof RateSettings) => ({ ...defaultRates[name], ...changed[name] });
  return {
    ...{ address: merge('address'), user: merge('user'), key: merge('key') },
    ...{ reads: merge('reads'), work: merge('work') },
  };
};

/** What every area's function is served with, from its environment. */
export const gate = (area: string, table: EngineTable): Gate => ({
  countRequest: countRequests(counters(table), { log: createLog(area) }),
  verify: cognitoIdentity({
    userPoolId: env('REELMILL_USER_POOL'),
    clientId: env('REELMILL_USER_POOL_CLIENT'),
    jwksEndpoint: env('REELMILL_JWKS_ENDPOINT'),
  }),
  keys: keys(table),
  standing: standing(env('REELMILL_USER_POOL')),
  limits: limits(table),
  log: createLog(area),
  rates: rates(),
  originSecret: env('REELMILL_ORIGIN_SECRET'),
  publicUrl: env('REELMILL_PUBLIC_URL'),
});
