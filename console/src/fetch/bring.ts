import { navigate } from '../routing/router.ts';
import { onlyAddress } from './read-addresses.ts';

const key = 'reelmill.addresses';

/** The addresses that were brought last, as they were laid out; they outlive a reload of the page. */
export const broughtText = (): string => {
  try {
    return window.sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

export const keepText = (text: string): void => {
  try {
    window.sessionStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing asks for them again after a reload.
  }
};

export const placeOf = (url: string): string => `/fetch?url=${encodeURIComponent(url)}`;

/** Leads to where addresses are fetched: a single one is looked at there at once. */
export const bring = (text: string): void => {
  const one = onlyAddress(text);
  if (one === null) keepText(text);
  navigate(one === null ? '/fetch' : placeOf(one));
};

const listNames = /\.(?:txt|text|csv|tsv|list|urls?|md)$/i;
/** More than a thousand of the longest addresses. */
const largestList = 5_000_000;

/** Whether a file is a list of addresses, and no media. */
export const isList = ({ name, type, size }: File): boolean =>
  size <= largestList && (listNames.test(name) || type === 'text/plain' || type === 'text/csv');

export const textOf = async (lists: readonly File[]): Promise<string> =>
  (await Promise.all(lists.map((file) => file.text()))).join('\n');
