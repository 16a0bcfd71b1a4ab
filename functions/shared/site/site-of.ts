import { getDomain } from 'tldts';

/** Hosts that are doors of another site. */
const doors = new Map([
  ['youtu.be', 'youtube.com'],
  ['youtube-nocookie.com', 'youtube.com'],
  ['twitter.com', 'x.com'],
  ['fb.watch', 'facebook.com'],
  ['dai.ly', 'dailymotion.com'],
]);

/** The registrable domain of an address, or its host and port where there is none, as of a machine in one's own network. */
export const siteOf = (url: string): string => {
  const domain = getDomain(url);
  return domain ? (doors.get(domain) ?? domain) : new URL(url).host;
};
