/** Addresses by which sites shorten or rename their own: who follows one arrives at the site, and needs its cookies there. */
export const doors: ReadonlyMap<string, string> = new Map([
  ['youtu.be', 'youtube.com'],
  ['youtube-nocookie.com', 'youtube.com'],
  ['twitter.com', 'x.com'],
  ['fb.watch', 'facebook.com'],
  ['dai.ly', 'dailymotion.com'],
  ['nico.ms', 'nicovideo.jp'],
  ['b23.tv', 'bilibili.com'],
]);
