import { type Cookie, flawOf, plainDomain } from './cookie.ts';

/** The format of curl, wget and yt-dlp: seven fields by tabs, a cookie a line (https://curl.se/docs/http-cookies.html). */
const head = '# Netscape HTTP Cookie File';
const httpOnlyMark = '#HttpOnly_';
const fieldCount = 7;

type Line = {
  /** Counted from 1. */
  readonly line: number;
  /** Without the text of the line: it may be a secret in the wrong place. */
} & ({ readonly cookie: Cookie } | { readonly problem: string });

const isTrue = (field: string): boolean => field.toUpperCase() === 'TRUE';

/** Some extensions write fractions; empty, 0 and -1 stand for the session. */
const secondsOf = (field: string): number | null => {
  const seconds = field === '' ? 0 : Math.floor(Number(field));
  return seconds <= 0 ? null : seconds;
};

const readLine = (text: string): { readonly cookie: Cookie } | { readonly problem: string } => {
  const httpOnly = text.startsWith(httpOnlyMark);
  const fields = (httpOnly ? text.slice(httpOnlyMark.length) : text).split('\t');
  if (fields.length !== fieldCount)
    return { problem: `has ${fields.length} fields, and ${fieldCount} separated by tabs are expected` };
  const [domain = '', withBelow = '', path = '', secure = '', expires = '', name = '', value = ''] = fields;
  const cookie: Cookie = {
    ...{ name, value, domain: plainDomain(domain), hostOnly: !(isTrue(withBelow) || domain.startsWith('.')) },
    ...{ path, secure: isTrue(secure), httpOnly, expires: secondsOf(expires) },
  };
  const flaw = flawOf(cookie);
  return flaw ? { problem: `the ${flaw.field} ${flaw.says}` } : { cookie };
};

const isBlank = (text: string): boolean =>
  text.trim() === '' || (text.startsWith('#') && !text.startsWith(httpOnlyMark));

/** Every line that is neither empty nor a comment. */
export const readNetscape = (text: string): Line[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ line: index + 1, text: line }))
    .filter((line) => !isBlank(line.text))
    .map(({ line, text }) => ({ line, ...readLine(text) }));

/** Those that can be read, of a file that a program wrote. */
export const cookiesIn = (text: string): Cookie[] =>
  readNetscape(text).flatMap((line) => ('cookie' in line ? [line.cookie] : []));

/** Whether a program that writes the format was not stopped in the middle: then cookies would seem to be taken back. */
export const isWhole = (text: string): boolean => text.startsWith(head) && text.endsWith('\n');

const upper = (claim: boolean): string => (claim ? 'TRUE' : 'FALSE');

const writeLine = ({ domain, hostOnly, path, secure, httpOnly, expires, name, value }: Cookie): string => {
  const where = `${httpOnly ? httpOnlyMark : ''}${hostOnly ? '' : '.'}${domain}`;
  return [where, upper(!hostOnly), path, upper(secure), expires ?? 0, name, value].join('\t');
};

export const writeNetscape = (cookies: readonly Cookie[]): string =>
  [head, '', ...cookies.map(writeLine), ''].join('\n');
