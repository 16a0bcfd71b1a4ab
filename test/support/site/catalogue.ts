import { type Asked, answerJson, isMember, type Page, refuse } from './asked.ts';
import { refusedItems } from './refused-items.ts';

const day = 86_400;
const firstOfApril = 1_775_037_600;
const pageSize = 100;

type Facts = Readonly<Record<string, unknown>>;

const channel = (origin: string): Facts => ({
  uploader: 'The uploader',
  channel: 'The channel',
  channel_id: 'the-channel',
  channel_url: `${origin}/channel/25`,
  channel_follower_count: 7,
});

/** Item `film-7` was shown a week after the first of April, and so on. */
const shownAt = (id: string): number => firstOfApril + Number(/\d+$/.exec(id)?.[0] ?? 0) * day;

const common = (id: string, origin: string): Facts => ({
  ...{ id, title: `Film ${id}`, description: 'What it is about.', duration: 6, timestamp: shownAt(id) },
  ...{
    view_count: 42,
    like_count: 5,
    tags: ['test', 'pattern'],
    live_status: 'not_live',
    webpage_url: `${origin}/watch/${id}`,
  },
  ...channel(origin),
  thumbnails: ['320x180', '640x360', '1280x720'].map((size) => {
    const [width, height] = size.split('x').map(Number);
    return { id: size, url: `${origin}/plain/poster-${size}.jpg`, width, height };
  }),
});

const progressive = (url: string): Facts => ({
  ...{
    format_id: 'whole',
    url,
    ext: 'mp4',
    width: 320,
    height: 180,
    fps: 10,
    vcodec: 'avc1.42c00c',
    acodec: 'mp4a.40.2',
  },
});

/** Formats of many kinds to choose from; all of them are the same small file. */
const manyFormats = (origin: string): readonly Facts[] => {
  const url = `${origin}/plain/clip.mp4`;
  const pictures = [2160, 1440, 1080, 720, 480, 360, 144].flatMap((height) => {
    const size = { url, width: Math.round((height * 16) / 9), height, acodec: 'none', filesize: height * 10_000 };
    return [
      { ...size, format_id: `${height}-h264`, ext: 'mp4', vcodec: 'avc1.640028', fps: 30, tbr: height * 2 },
      { ...size, format_id: `${height}-vp9`, ext: 'webm', vcodec: 'vp9', fps: 30, tbr: height * 1.5 },
      { ...size, format_id: `${height}-av1`, ext: 'mp4', vcodec: 'av01.0.08M.08', fps: 60, tbr: height * 1.2 },
      ...(height >= 1080
        ? [
            {
              ...size,
              format_id: `${height}-hdr`,
              ext: 'webm',
              vcodec: 'vp9.2',
              fps: 60,
              dynamic_range: 'HDR10',
              tbr: height * 3,
            },
          ]
        : []),
    ];
  });
  const sounds = [
    { format_id: 'sound-aac', ext: 'm4a', acodec: 'mp4a.40.2', abr: 128, language: 'en' },
    { format_id: 'sound-opus', ext: 'webm', acodec: 'opus', abr: 160, language: 'en' },
    { format_id: 'sound-de', ext: 'm4a', acodec: 'mp4a.40.2', abr: 128, language: 'de', language_preference: -1 },
  ].map((sound) => ({ ...sound, url: `${origin}/plain/song.m4a`, vcodec: 'none' }));
  return [...sounds, ...pictures, { ...progressive(url), format_id: '18' }];
};

const subtitlesOf = (origin: string, ...languages: readonly string[]) =>
  Object.fromEntries(languages.map((language) => [language, [{ url: `${origin}/plain/${language}.vtt`, ext: 'vtt' }]]));

const film = (id: string, origin: string): Facts => ({
  ...common(id, origin),
  formats: [progressive(`${origin}/plain/clip.mp4`)],
  dash: `${origin}/stream/ladder.mpd`,
  hls: `${origin}/stream/master.m3u8`,
  subtitles: subtitlesOf(origin, 'en'),
  automatic_captions: subtitlesOf(origin, 'de'),
  chapters: [
    { title: 'One', start_time: 0, end_time: 4 },
    { title: 'Two', start_time: 4, end_time: 6 },
  ],
});

/** Items that are more than a film; `/watch/{name}`. */
const special: Readonly<Record<string, (id: string, origin: string) => Facts>> = {
  rich: (id, origin) => ({ ...common(id, origin), formats: manyFormats(origin) }),
  long: (id, origin) => ({ ...common(id, origin), duration: 10, formats: [progressive(`${origin}/plain/long.mp4`)] }),
  /** Its picture is said to lie in the network that the engine stands in. */
  inward: (id, origin) => ({
    ...common(id, origin),
    formats: [progressive(`${origin}/plain/clip.mp4`)],
    thumbnails: [{ id: '1', url: `${origin}/away?to=http://169.254.169.254/poster.jpg`, width: 640, height: 360 }],
  }),
  hostile: (id, origin) => ({
    ...common(id, origin),
    title: `../../etc/$(id)\`id\`;"'\u202egnp.exe\n${'é'.repeat(300)}`,
    formats: [progressive(`${origin}/plain/clip.mp4`)],
  }),
  /** On air for eight looks; `/watch/on-air`. */
  'on-air': (id, origin) => ({
    ...common(id, origin),
    ...{ duration: null, live_status: 'is_live', hls: `${origin}/live/on-air/8/index.m3u8` },
  }),
  'on-air-endless': (id, origin) => ({
    ...common(id, origin),
    ...{ duration: null, live_status: 'is_live', hls: `${origin}/live/on-air/endless/index.m3u8` },
  }),
  upcoming: (id, origin) => ({
    ...common(id, origin),
    ...{ duration: null, live_status: 'is_upcoming', release_timestamp: Math.round(Date.now() / 1000) + 5 * 3600 },
    no_formats: 'This live event will begin in 5 hours.',
  }),
};

/** `/watch/soon`: announced when it is asked for first, and a film from then on. */
const announced = (id: string, origin: string): Facts => ({
  ...common(id, origin),
  ...{ duration: null, live_status: 'is_upcoming', release_timestamp: Math.round(Date.now() / 1000) + 1 },
  no_formats: 'This live event will begin in a few moments.',
});

/** `?file=/slow/20000/long.mp4` makes any item one plain file that comes that way. */
const watch = ({ url, nth, rest: [, id = ''] }: Asked): Facts => {
  if (id === 'soon' && nth === 1) return announced(id, url.origin);
  const file = url.searchParams.get('file');
  if (file) return { ...common(id, url.origin), formats: [progressive(new URL(file, url.origin).href)] };
  const refused = refusedItems[id];
  return refused ? { refused } : (special[id] ?? film)(id, url.origin);
};

/** One page of a list of `length` items; `?failing=3,7` makes those private. */
const list = ({ url, rest: [kind = '', length = ''] }: Asked): Facts => {
  const page = Number(url.searchParams.get('page') ?? 0);
  const failing = (url.searchParams.get('failing') ?? '').split(',').map(Number);
  const count = Math.max(0, Math.min(pageSize, Number(length) - page * pageSize));
  const entries = Array.from({ length: count }, (_, at) => {
    const number = page * pageSize + at + 1;
    const id = failing.includes(number) ? 'private' : `film-${number}`;
    return {
      id,
      url: `${url.origin}/watch/${id}`,
      title: `Film ${number}`,
      duration: 6,
      timestamp: shownAt(`-${number}`),
    };
  });
  const facts =
    kind === 'channel' ? { title: 'The channel', description: 'All about it.' } : { title: `A list of ${length}` };
  return { id: `${kind}-${length}`, ...facts, ...channel(url.origin), count: Number(length), pageSize, entries };
};

/** What the plugin of the tests reads of `/watch/…`, `/playlist/…` and `/channel/…`; `/watch/…?members` is for members. */
export const catalogue: Readonly<Record<string, Page>> = {
  data: (asked, reply) => {
    if (asked.url.searchParams.has('members') && !isMember(asked)) return refuse(reply, 403);
    return answerJson(reply, asked.rest[0] === 'watch' ? watch(asked) : list(asked));
  },
};
