export type YouTubeAddress =
  | { readonly kind: 'video'; readonly id: string; readonly url: string }
  | { readonly kind: 'playlist' | 'channel' };

const hosts = /^(?:(?:www|m|music|gaming)\.)?youtube\.com$|^(?:www\.)?youtube-nocookie\.com$/;
const videoId = /^[\w-]{11}$/;
/** `/shorts/ID` and its like. */
const withId = ['shorts', 'live', 'embed', 'v', 'e'];
const ofChannels = ['channel', 'c', 'user'];

const video = (id: string | null | undefined): YouTubeAddress | null =>
  id && videoId.test(id) ? { kind: 'video', id, url: `https://www.youtube.com/watch?v=${id}` } : null;

const within = (url: URL): YouTubeAddress | null => {
  const [first = '', second] = url.pathname.split('/').filter(Boolean);
  const query = url.searchParams;
  if (first === 'watch') return video(query.get('v')) ?? (query.has('list') ? { kind: 'playlist' } : null);
  if (first === 'playlist' || (first === 'embed' && second === 'videoseries')) return { kind: 'playlist' };
  if (withId.includes(first)) return video(second);
  if (first.startsWith('@') || (ofChannels.includes(first) && second)) return { kind: 'channel' };
  // what YouTube's own mails and old buttons lead to
  const target = first === 'attribution_link' ? query.get('u') : null;
  return target?.startsWith('/watch') ? within(new URL(target, url)) : null;
};

/** What an address of YouTube names, in whichever of its forms; null for one that names nothing there. */
export const readYouTubeAddress = (text: string): YouTubeAddress | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (/^(?:www\.)?youtu\.be$/.test(url.hostname)) return video(url.pathname.split('/')[1]);
  return hosts.test(url.hostname) ? within(url) : null;
};
