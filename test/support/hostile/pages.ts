/** What the site of a hostile page answers. */
export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Makes the answer that leads a reader to `url`; `here` is the site's own origin. */
type Carrier = {
  /** What the path ends with; readers go by it. */
  readonly ending: string;
  readonly answer: (url: string, here: string) => Answer;
};

const html = (head: string, body = ''): Answer => ({
  headers: { 'content-type': 'text/html' },
  body: `<!doctype html><html><head><title>a film</title>${head}</head><body>${body}</body></html>`,
});

const of =
  (type: string) =>
  (body: string): Answer => ({ headers: { 'content-type': type }, body });
const hls = (...lines: readonly string[]) => of('application/vnd.apple.mpegurl')(['#EXTM3U', ...lines, ''].join('\n'));
const dash = (inner: string, base = '') =>
  of('application/dash+xml')(
    `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT4S" minBufferTime="PT2S">${base}
<Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1000" codecs="avc1.4d401e" width="320"
height="180">${inner}</Representation></AdaptationSet></Period></MPD>`,
  );

const redirect = (status: number): Carrier => ({
  ending: 'film.mp4',
  answer: (location) => ({ status, headers: { location } }),
});
const page = (answer: Carrier['answer']): Carrier => ({ ending: 'watch', answer });
const playlist = (...lines: readonly string[]): Carrier => ({
  ending: 'list.m3u8',
  answer: (url, here) => hls(...lines.map((line) => line.replaceAll('URL', url).replaceAll('HERE', here))),
});
const manifest = (answer: Carrier['answer']): Carrier => ({ ending: 'list.mpd', answer });

const media = ['#EXT-X-TARGETDURATION:4', '#EXT-X-PLAYLIST-TYPE:VOD'];
const end = '#EXT-X-ENDLIST';
const video = '<video><source src="HERE/film.mp4" type="video/mp4"></video>';
const at = (text: string, here: string) => text.replaceAll('HERE', here);

/** Where the site redirects to a trap, under a name that HLS takes for a segment. */
const redirected = (url: string, here: string) =>
  `${here}/redirect%20302/${Buffer.from(url).toString('base64url')}/film.ts`;

/** Ways of answering plain HTTP that lead on. */
const redirects: Readonly<Record<string, Carrier>> = {
  'redirect 301': redirect(301),
  'redirect 302': redirect(302),
  'redirect 303': redirect(303),
  'redirect 307': redirect(307),
  'redirect 308': redirect(308),
};

/** HLS as ffmpeg and yt-dlp read it alike. */
const playlists: Readonly<Record<string, Carrier>> = {
  'HLS segment': playlist(...media, '#EXTINF:4,', 'URL', end),
  'HLS variant': playlist('#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=320x180,CODECS="avc1.4d401e"', 'URL'),
  'HLS key': playlist(...media, '#EXT-X-KEY:METHOD=AES-128,URI="URL"', '#EXTINF:4,', 'HERE/film.mp4', end),
  'HLS segment that redirects': {
    ending: 'list.m3u8',
    answer: (url, here) => hls(...media, '#EXTINF:4,', redirected(url, here), end),
  },
  'HLS init section': playlist(...media, '#EXT-X-MAP:URI="URL"', '#EXTINF:4,', 'HERE/film.mp4', end),
};

/** Every way in which a site can lead on, by name. */
export const carriers: Readonly<Record<string, Carrier>> = {
  ...redirects,
  ...playlists,
  'HLS sound': playlist(
    '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",DEFAULT=YES,URI="URL"',
    '#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=320x180,CODECS="avc1.4d401e,mp4a.40.2",AUDIO="a"',
    'HERE/segments.m3u8',
  ),
  'HLS subtitles': playlist(
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="en",LANGUAGE="en",URI="URL"',
    '#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=320x180,CODECS="avc1.4d401e",SUBTITLES="s"',
    'HERE/segments.m3u8',
  ),
  'DASH base': manifest((url) => dash(`<BaseURL>${url}</BaseURL>`)),
  'DASH base of all': manifest((url) =>
    dash('<SegmentTemplate media="$Number$.m4s" duration="4"/>', `<BaseURL>${url}/</BaseURL>`),
  ),
  'DASH init section': manifest((url, here) =>
    dash(`<SegmentTemplate initialization="${url}" media="${here}/film.mp4?$Number$" duration="4"/>`),
  ),
  'DASH segment': manifest((url) => dash(`<SegmentList duration="4"><SegmentURL media="${url}"/></SegmentList>`)),
  'meta refresh': page((url) => html(`<meta http-equiv="refresh" content="0;url=${url}">`)),
  'video src': page((url) => html('', `<video src="${url}"></video>`)),
  'video source': page((url) => html('', `<video><source src="${url}" type="video/mp4"></video>`)),
  'audio src': page((url) => html('', `<audio src="${url}"></audio>`)),
  'og:video': page((url) =>
    html(`<meta property="og:video" content="${url}"><meta property="og:video:type" content="video/mp4">`),
  ),
  'twitter player': page((url) => html(`<meta property="twitter:player:stream" content="${url}">`)),
  'JSON-LD': page((url) =>
    html(
      `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'VideoObject', name: 'a', contentUrl: url })}</script>`,
    ),
  ),
  poster: page((url, here) => html('', at(`<video poster="${url}" src="HERE/film.mp4"></video>`, here))),
  'og:image': page((url, here) => html(`<meta property="og:image" content="${url}">`, at(video, here))),
  'subtitle track': page((url, here) =>
    html('', at(`<video src="HERE/film.mp4"><track kind="subtitles" srclang="en" src="${url}"></video>`, here)),
  ),
  'RSS enclosure': {
    ending: 'feed.xml',
    answer: (url) =>
      of('application/rss+xml')(
        `<?xml version="1.0"?><rss version="2.0"><channel><title>a</title><item><title>b</title><link>${url}</link><enclosure url="${url}" type="video/mp4"/></item></channel></rss>`,
      ),
  },
  SMIL: {
    ending: 'list.smil',
    answer: (url) =>
      of('application/smil+xml')(
        `<smil xmlns="http://www.w3.org/2005/SMIL21/Language"><head/><body><switch><video src="${url}" system-bitrate="1000"/></switch></body></smil>`,
      ),
  },
  XSPF: {
    ending: 'list.xspf',
    answer: (url) =>
      of('application/xspf+xml')(
        `<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><title>a</title><location>${url}</location></track></trackList></playlist>`,
      ),
  },
};
