import type { ExportedCookie, NewCookies } from '../api/source-types.ts';

type Read =
  | { readonly format: 'netscape'; readonly cookies: string }
  | { readonly format: 'json'; readonly cookies: ExportedCookie[] };

const listIn = (parsed: unknown): ExportedCookie[] | null => {
  if (Array.isArray(parsed)) return parsed as ExportedCookie[];
  const { cookies } = (parsed ?? {}) as { readonly cookies?: unknown };
  return Array.isArray(cookies) ? (cookies as ExportedCookie[]) : null;
};

/** A cookies.txt, or the JSON of a browser extension; which of the two it is, the text shows. Null for neither. */
export const readCookieFile = (text: string): Read | null => {
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (plain === '') return null;
  if (!/^[[{]/.test(plain)) return { format: 'netscape', cookies: plain };
  try {
    const cookies = listIn(JSON.parse(plain));
    return cookies && { format: 'json', cookies };
  } catch {
    return null;
  }
};

export const toPush = (read: Read, { site, name }: { readonly site: string; readonly name: string }): NewCookies => ({
  ...read,
  ...(site.trim() && { site: site.trim() }),
  ...(name.trim() && { name: name.trim() }),
});
