import type { BatchItem } from '../api/source-types.ts';

/** Lists for other programs. All pure. */

export const stateOf = ({ refused, job }: Pick<BatchItem, 'refused' | 'job'>): string =>
  refused ? 'refused' : (job?.state ?? 'not begun');

/** A spreadsheet takes what begins so for a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
const formula = /^[=+\-@\t\r]/;

const cell = (value: string | number): string => {
  const text = String(value);
  const plain = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

const heads = ['index', 'address', 'title', 'state', 'code', 'message', 'job'] as const;

/** The items as a table by RFC 4180, titles being anybody's words. */
export const asCsv = (items: readonly BatchItem[]): string => {
  const rows = items.map(({ index, url, title, refused, job }) => {
    const why = refused ?? job?.error;
    const name = title ?? job?.name ?? '';
    return [index, url, name, stateOf({ refused, job }), why?.code ?? '', why?.message ?? '', job?.id ?? ''];
  });
  return [heads, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
};

/** The addresses, one a line: what the page for new jobs takes again. */
export const asAddresses = (items: readonly BatchItem[]): string => items.map(({ url }) => `${url}\n`).join('');

export const isLost = (item: Pick<BatchItem, 'refused' | 'job'>): boolean =>
  ['failed', 'refused'].includes(stateOf(item));
