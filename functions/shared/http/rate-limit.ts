import type { Caller } from '../caller.ts';
import { EngineError } from '../errors.ts';
import type { Limits } from '../ports/limits.ts';
import type { Limit } from '../route.ts';
import type { AnyRoute } from './event.ts';

export type RateSettings = Readonly<Record<'address' | 'user' | 'key' | 'reads' | 'work', Limit>>;

export const defaultRates: RateSettings = {
  address: { name: 'address', count: 1000, seconds: 3600 },
  user: { name: 'user', count: 5000, seconds: 3600 },
  key: { name: 'key', count: 5000, seconds: 3600 },
  reads: { name: 'reads', count: 300, seconds: 60 },
  work: { name: 'work', count: 36_000, seconds: 3600 },
};

const counted = ({ key, owner, address }: Caller): string => {
  if (key !== undefined) return `key:${key}`;
  return owner ? `user:${owner}` : `address:${address}`;
};

/** An open route with a limit of its own, such as health, is asked more often than its callers may ask the rest. */
const limitsOf = (route: AnyRoute, caller: Caller, rates: RateSettings): Limit[] => {
  const usual = caller.key === undefined ? 'user' : 'key';
  if (caller.owner) return [rates[route.counts ?? usual], ...(route.limit ? [route.limit] : [])];
  return [route.limit ?? rates.address];
};

/**
 * Counts the call against every quota it falls under and answers the headers that tell how much is left of the
 * tightest (draft-ietf-httpapi-ratelimit-headers-10). Throws `request.rate-limited` when one is used up.
 */
export const countCall = async (
  route: AnyRoute,
  caller: Caller,
  { limits, rates, now }: { limits: Limits; rates: RateSettings; now: Date },
): Promise<Record<string, string>> => {
  const taken = await Promise.all(
    limitsOf(route, caller, rates).map(async (limit) => ({
      limit,
      ...(await limits.take({ ...limit, key: `${counted(caller)}:${limit.name}` }, now)),
    })),
  );
  const tightest = taken.reduce((a, b) => (b.remaining < a.remaining ? b : a));
  const headers = {
    'ratelimit-policy': taken.map(({ limit }) => `"${limit.name}";q=${limit.count};w=${limit.seconds}`).join(', '),
    ratelimit: `"${tightest.limit.name}";r=${tightest.remaining};t=${tightest.resetSeconds}`,
  };
  const spent = taken.find(({ allowed }) => !allowed);
  if (!spent) return headers;
  throw new EngineError(
    'request.rate-limited',
    `at most ${spent.limit.count} calls in ${spent.limit.seconds} seconds`,
    {
      retryAfterSeconds: spent.resetSeconds,
      headers,
    },
  );
};
