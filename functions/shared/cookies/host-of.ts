import { doors } from '../site/doors.ts';
import { isOfSite, plainDomain } from './cookie.ts';

/** The host of whose site an address is; empty for what is no address. */
export const hostOf = (url: string): string => {
  if (!URL.canParse(url)) return '';
  const host = plainDomain(new URL(url).hostname);
  const door = [...doors.keys()].find((domain) => isOfSite(host, domain));
  return (door && doors.get(door)) ?? host;
};
