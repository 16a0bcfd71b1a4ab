import { EngineError } from '#shared/errors.ts';
import type { KeptCookies } from '#shared/ports/kept-cookies.ts';
import type { FetchWishes } from './schema.ts';

type Asked = {
  readonly cookies: FetchWishes['cookies'];
  readonly owner: string;
  readonly now: Date;
  /** Which field of the request names them. */
  readonly field?: string;
};

export type CookiePorts = { readonly keptCookies: Pick<KeptCookies, 'find'> };

/** Throws when a request names cookies that its owner does not have, or that have all ended. */
export const mustHaveCookies = async (
  { cookies, owner, now, field: name = 'cookies.id' }: Asked,
  { keptCookies }: CookiePorts,
): Promise<void> => {
  if (!cookies || cookies.policy === 'never') return;
  const field = { field: name };
  const jar = await keptCookies.find({ owner, id: cookies.id }, now);
  if (!jar) throw new EngineError('cookies.not-found', `there are no cookies ${cookies.id}`, field);
  if (jar.count > 0 && (jar.expiresAt === undefined || jar.expiresAt > now.toISOString())) return;
  throw new EngineError('cookies.expired', `the cookies of ${jar.site} have all ended`, field);
};
