import type { ErrorCode } from '#shared/errors.ts';
import type { FetchWishes } from './schema.ts';

/** Those that an account may turn round; every other refusal is the same with cookies. */
const mendedByCookies: readonly ErrorCode[] = ['source.sign-in', 'source.private', 'source.blocked'];

/** Whether the site is asked with the cookies of the request, first or after it refused without them. */
export const withCookies = ({ cookies }: Pick<FetchWishes, 'cookies'>, refusedAs?: ErrorCode): boolean => {
  if (!cookies || cookies.policy === 'never') return false;
  return cookies.policy === 'always' || (refusedAs !== undefined && mendedByCookies.includes(refusedAs));
};
