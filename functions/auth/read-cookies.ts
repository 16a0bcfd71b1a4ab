import type * as z from 'zod';
import { type Cookie, flawOf, plainDomain } from '#shared/cookies/cookie.ts';
import { readNetscape } from '#shared/cookies/netscape.ts';
import { EngineError } from '#shared/errors.ts';
import type { exportedCookie, PushCookiesRequest } from './cookie-schema.ts';

type ExportedCookie = z.infer<typeof exportedCookie>;

/** A cookie and where in the request it stands, for whoever has to mend it. */
export type FoundCookie = {
  readonly cookie: Cookie;
  readonly place: { readonly field: string; readonly says: string };
};

/** Later than any date in seconds: some export milliseconds. */
const latestSeconds = 100_000_000_000;

const secondsOf = ({ expirationDate, expires, expiry }: ExportedCookie): number | null => {
  const given = expirationDate ?? expires ?? expiry ?? 0;
  const seconds = Math.floor(given > latestSeconds ? given / 1000 : given);
  return seconds <= 0 ? null : seconds;
};

const fromExport = (exported: ExportedCookie): Cookie => {
  const { name, value, domain, path = '/', secure = false, httpOnly = false } = exported;
  const { hostOnly = !domain.startsWith('.') } = exported;
  return { name, value, domain: plainDomain(domain), hostOnly, path, secure, httpOnly, expires: secondsOf(exported) };
};

const invalid = (field: string, message: string): EngineError =>
  new EngineError('request.invalid', `${field}: ${message}`, { field });

const fromNetscape = (text: string): FoundCookie[] =>
  readNetscape(text).map((read) => {
    const says = `line ${read.line}`;
    if ('problem' in read) throw invalid('cookies', `${says} ${read.problem}`);
    return { cookie: read.cookie, place: { field: 'cookies', says } };
  });

const fromJson = (list: readonly ExportedCookie[]): FoundCookie[] =>
  list.map((exported, index) => {
    const cookie = fromExport(exported);
    const flaw = flawOf(cookie);
    if (flaw) throw invalid(`cookies[${index}].${flaw.field}`, flaw.says);
    return { cookie, place: { field: `cookies[${index}].domain`, says: 'it' } };
  });

/** Every cookie of the request. What is wrong is named by its line or its index, never by what it holds. */
export const readCookies = (request: PushCookiesRequest): FoundCookie[] =>
  request.format === 'netscape' ? fromNetscape(request.cookies) : fromJson(request.cookies);

/** The refusal of a cookie at its place. */
export const refuseAt = ({ place }: FoundCookie, why: string): EngineError =>
  invalid(place.field, `${place.says} ${why}`);
