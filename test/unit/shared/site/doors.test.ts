import { expect, it } from 'vitest';
import { hostOf } from '#shared/cookies/host-of.ts';
import { siteOf } from '#shared/site/site-of.ts';

it.each([
  ['youtu.be', 'youtube.com'],
  ['youtube-nocookie.com', 'youtube.com'],
  ['twitter.com', 'x.com'],
  ['fb.watch', 'facebook.com'],
  ['dai.ly', 'dailymotion.com'],
  ['nico.ms', 'nicovideo.jp'],
  ['b23.tv', 'bilibili.com'],
])('%s is a door of %s, for its pace and for its cookies, by each of its hosts', (door, site) => {
  for (const host of [door, `www.${door}`, `mobile.${door}`]) {
    const url = `https://${host}/1`;
    expect({ url, site: siteOf(url), host: hostOf(url) }).toEqual({ url, site, host: site });
  }
});

it('is no door that only ends alike', () => {
  expect(hostOf('https://nottwitter.com/1')).toBe('nottwitter.com');
  expect(siteOf('https://nottwitter.com/1')).toBe('nottwitter.com');
});
