import type { Cookie } from '#shared/cookies/cookie.ts';

/** A cookie of example.com that lasts until 2030. */
export const aCookie = (known: Partial<Cookie> = {}): Cookie => ({
  name: 'sid',
  value: 'secret',
  domain: 'example.com',
  hostOnly: false,
  path: '/',
  secure: true,
  httpOnly: false,
  expires: 1_893_456_000,
  ...known,
});

/** A line of cookies.txt. */
export const aLine = ({
  domain = '.example.com',
  below = 'TRUE',
  path = '/',
  secure = 'TRUE',
  expires = '1893456000',
  name = 'sid',
  value = 'secret',
}: Partial<Record<'domain' | 'below' | 'path' | 'secure' | 'expires' | 'name' | 'value', string>> = {}): string =>
  [domain, below, path, secure, expires, name, value].join('\t');
