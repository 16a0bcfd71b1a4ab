import { answer, isMember, type Page, refuse } from './asked.ts';

const html = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;

/** What search engines and social sites read, and so does yt-dlp. */
const describedFilm = (origin: string) => ({
  '@context': 'https://schema.org',
  '@type': 'VideoObject',
  name: 'A described film',
  description: 'What it is about.',
  uploadDate: '2026-04-01T10:00:00Z',
  duration: 'PT6S',
  contentUrl: `${origin}/plain/clip.mp4`,
  thumbnailUrl: [`${origin}/plain/poster-640x360.jpg`],
  author: { '@type': 'Person', name: 'The uploader' },
  keywords: ['test', 'pattern'],
  interactionStatistic: [{ '@type': 'InteractionCounter', interactionType: 'WatchAction', userInteractionCount: 42 }],
  hasPart: [
    { '@type': 'Clip', name: 'One', startOffset: 0, endOffset: 4, url: `${origin}/page/film?t=0` },
    { '@type': 'Clip', name: 'Two', startOffset: 4, endOffset: 6, url: `${origin}/page/film?t=4` },
  ],
});

const jsonLd = (data: unknown): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
const video = (source: string, more = ''): string =>
  `<video controls><source src="${source}" type="video/mp4">${more}</video>`;

const named: Readonly<Record<string, (origin: string) => string>> = {
  film: (origin) => html(`<title>A described film</title>${jsonLd(describedFilm(origin))}`, '<p>See above.</p>'),
  og: (origin) =>
    html(
      `<title>og</title><meta property="og:title" content="A shared film"><meta property="og:type" content="video.other">` +
        `<meta property="og:video" content="${origin}/plain/clip.mp4"><meta property="og:image" content="${origin}/plain/poster-640x360.jpg">`,
      '',
    ),
  tracks: () =>
    html(
      '<title>A film with subtitles</title>',
      video(
        '/plain/clip.mp4',
        '<track kind="subtitles" srclang="en" src="/plain/en.vtt"><track kind="subtitles" srclang="de" src="/plain/de.vtt">',
      ),
    ),
  nothing: () => html('<title>Only words</title>', '<p>There is no media here.</p>'),
};

const feed = (origin: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>A podcast</title>
${[1, 2, 3]
  .map(
    (number) => `<item><title>Episode ${number}</title><guid>episode-${number}</guid>
<enclosure url="${origin}/plain/song.m4a?episode=${number}" type="audio/mp4" length="1000"/>
<pubDate>Wed, 0${number} Apr 2026 10:00:00 GMT</pubDate><itunes:duration>6</itunes:duration></item>`,
  )
  .join('\n')}
</channel></rss>`;

/** Pages that no site of yt-dlp's own stands behind. */
export const pages: Readonly<Record<string, Page>> = {
  page: ({ url, rest: [name = ''] }, reply) => {
    const write = named[name];
    return write ? answer(reply, 'text/html', write(url.origin)) : refuse(reply, 404);
  },
  /** A page for members, with a file for members. */
  members: (asked, reply) =>
    isMember(asked)
      ? answer(reply, 'text/html', html('<title>Among members</title>', video('/for-members/clip.mp4')))
      : refuse(reply, 403),
  'feed.rss': ({ url }, reply) => answer(reply, 'application/rss+xml', feed(url.origin)),
};
