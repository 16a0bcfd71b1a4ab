import { plainDomain } from './cookie.ts';

/** Addresses by which sites shorten their own: who follows one arrives at the site, and needs its cookies there. */
const shortFor: Readonly<Record<string, string>> = {
  'youtu.be': 'youtube.com',
  'youtube-nocookie.com': 'youtube.com',
  'dai.ly': 'dailymotion.com',
  'fb.watch': 'facebook.com',
  'nico.ms': 'nicovideo.jp',
  'b23.tv': 'bilibili.com',
};

/** The host of whose site an address is; empty for what is no address. */
export const hostOf = (url: string): string => {
  if (!URL.canParse(url)) return '';
  const host = plainDomain(new URL(url).hostname);
  return shortFor[host.replace(/^(www|m)\./, '')] ?? host;
};
