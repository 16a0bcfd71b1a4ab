import { getDomain } from 'tldts';
import { doors } from './doors.ts';

/** The registrable domain of an address, or its host and port where there is none, as of a machine in one's own network. */
export const siteOf = (url: string): string => {
  const domain = getDomain(url, { allowPrivateDomains: true });
  return domain ? (doors.get(domain) ?? domain) : new URL(url).host;
};
