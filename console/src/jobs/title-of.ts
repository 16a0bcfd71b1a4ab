import type { Job, JobState } from '../api/types.ts';

/** What has ended is called as its files are. */
const unended: readonly JobState[] = ['queued', 'running'];

const withoutEnding = (name: string): string => name.replace(/\.[^.]+$/, '');

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What a reader of sites calls something of which it knows the address alone. */
const piecesOf = ({ pathname, searchParams }: URL): string[] => {
  const last = decoded(pathname.replace(/\/$/, '').split('/').at(-1) ?? '');
  return [last, withoutEnding(last), ...searchParams.values()];
};

/** What a job is called on a page. A name that is a piece of the address tells nobody what is waited for: the address does. */
export const titleOf = ({ name, state, request }: Pick<Job, 'name' | 'state' | 'request'>): string => {
  const { url, name: wished } = request;
  if (!unended.includes(state) || wished !== undefined) return name;
  if (typeof url !== 'string' || !URL.canParse(url)) return name;
  const address = new URL(url);
  if (!piecesOf(address).includes(name)) return name;
  const { host, pathname, search } = address;
  return `${host.replace(/^www\./, '')}${decoded(pathname.replace(/\/$/, ''))}${search}`;
};
