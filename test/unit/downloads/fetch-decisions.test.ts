import { describe, expect, it } from 'vitest';
import { estimateFetch } from '#downloads/estimate.ts';
import { foundItem, infoOf, isFresh, toFetch, withoutCookies } from '#downloads/found-item.ts';
import { infoJson } from '#downloads/info.ts';
import { madeFactsOf } from '#downloads/made-facts.ts';
import { mediaTypeOf } from '#downloads/media-type.ts';
import { refuseLength, refuseSize } from '#downloads/refuse-size.ts';
import { canBeKnown, whyNotSame } from '#downloads/same-source.ts';
import { streamsOf } from '#downloads/streams.ts';
import { ask } from '#worker/protocol.ts';
import { wishesOf } from '../../support/download-requests.ts';

describe('what yt-dlp answers', () => {
  it('is one item, or the first that a list has', () => {
    expect(foundItem({ id: 'a' })).toEqual({ id: 'a' });
    expect(foundItem({ _type: 'playlist', entries: [null, { id: 'b' }] })).toEqual({ id: 'b' });
    expect(foundItem({ _type: 'playlist', entries: [] })).toBeNull();
    expect(foundItem(null)).toBeNull();
    expect(() => infoOf({ title: 'no id' })).toThrow(expect.objectContaining({ code: 'source.changed' }));
  });

  it('is kept without the cookies that came of it, wherever they stand', () => {
    const cookies = 'session=secret; Domain=.example.com';
    const headers = { Cookie: cookies, 'User-Agent': 'x' };
    const item = { id: 'a', cookies, formats: [{ url: 'u', cookies, http_headers: headers }] };
    expect(withoutCookies(item)).toEqual({ id: 'a', formats: [{ url: 'u', http_headers: { 'User-Agent': 'x' } }] });
  });

  it('is fetched without the page it came from, of which the tags tell all the same', () => {
    const page = 'https://example.com/1';
    expect(toFetch({ id: 'a', webpage_url: page })).toEqual({ id: 'a', meta_purl: page, meta_comment: page });
  });

  it('is fresh for half an hour', () => {
    const at = (seconds: number) => new Date((1_800_000_000 + seconds) * 1000);
    expect(isFresh({ epoch: 1_800_000_000 }, at(1790))).toBe(true);
    expect(isFresh({ epoch: 1_800_000_000 }, at(1810))).toBe(false);
    expect(isFresh({}, at(0))).toBe(false);
  });
});

describe('an estimate', () => {
  const of = (known: object, asked: object = {}) =>
    estimateFetch({ seconds: null, live: 'no', expected: [], ...known }, wishesOf(asked));

  it('goes by the size, by the length, and by what is usual', () => {
    const sized = of({ seconds: 600, expected: [{ formatId: 'a', bytes: 240_000_000 }] });
    expect(sized).toEqual({ minutes: 5, scratchBytes: 600_000_000 + 256 * 1024 ** 2 });
    expect(of({ seconds: 3600, expected: [{ formatId: 'a', bytes: null }] }).minutes).toBeGreaterThan(30);
    expect(of({}).minutes).toBeGreaterThan(15);
  });

  it('is longer where it goes slowly, where it is encoded, and for a stream as long as that is recorded', () => {
    const film = { seconds: 600, expected: [{ formatId: 'a', bytes: 60_000_000 }] };
    expect(of(film, { rateLimitBytesPerSecond: 100_000 }).minutes).toBeGreaterThan(10);
    expect(of(film, { audio: { format: 'mp3' } }).minutes).toBeGreaterThan(of(film).minutes);
    expect(of({ live: 'live' }, { live: { minutes: 30 } }).minutes).toBeGreaterThanOrEqual(32);
    expect(of({ live: 'live' }).minutes).toBeGreaterThanOrEqual(720);
  });
});

describe('a source', () => {
  const info = (known: object) => infoJson.parse({ id: 'a', ...known });
  const codeOf = (known: object, asked: object) => refuseSize(info(known), wishesOf(asked))?.code;

  it('is refused for a length or a size that the site is sure of, and no other', () => {
    expect(codeOf({ duration: 61 }, { maxSeconds: 60 })).toBe('source.too-large');
    expect(codeOf({ duration: 60 }, { maxSeconds: 60 })).toBeUndefined();
    const formats = [{ format_id: '1', filesize: 60 }, { format_id: '2', filesize: 50 }, { format_id: '3' }];
    expect(codeOf({ requested_formats: formats }, { maxBytes: 100 })).toBe('source.too-large');
    expect(codeOf({ requested_formats: formats }, { maxBytes: 110 })).toBeUndefined();
    expect(codeOf({ filesize_approx: 1000 }, { maxBytes: 100 })).toBeUndefined();
    expect(codeOf({ filesize: 1000 }, { maxBytes: 100, sections: [{ to: 5 }] })).toBeUndefined();
  });

  it('is refused for the length of what came, too', () => {
    expect(refuseLength(62, wishesOf({ maxSeconds: 60 }))?.code).toBe('source.too-large');
    expect(refuseLength(60.5, wishesOf({ maxSeconds: 60 }))).toBeNull();
    expect(refuseLength(62, wishesOf({}))).toBeNull();
  });
});

describe('whether a file is still the same', () => {
  const known = { etag: '"a"', lastModified: 'Wed, 01 Apr 2026 10:00:00 GMT', bytes: 10 };

  it.each([
    ['same', known, known, null],
    ['larger', known, { ...known, bytes: 11 }, 'the file has 11 bytes now, and had 10'],
    ['tagged otherwise', known, { ...known, etag: '"b"' }, 'the file has another ETag now'],
    ['by its date', { ...known, etag: null }, { ...known, etag: '"b"' }, null],
    ['changed', { ...known, etag: null }, { ...known, lastModified: 'later' }, 'the file was changed since'],
    ['of a weak tag', { ...known, etag: 'W/"a"', lastModified: null }, { ...known, etag: 'W/"a"' }, 'nothing to know'],
    ['silent', known, null, 'does not say'],
  ])('%s', (_how, before, now, why) => {
    const said = whyNotSame(before, now);
    if (why === null) expect(said).toBeNull();
    else expect(said).toContain(why);
  });

  it('can be told by a strong tag or a date alone', () => {
    expect(canBeKnown(known)).toBe(true);
    expect(canBeKnown({ ...known, etag: 'W/"a"' })).toBe(true);
    expect(canBeKnown({ etag: 'W/"a"', lastModified: null, bytes: 10 })).toBe(false);
  });
});

describe('the streams of an item', () => {
  const formats = [
    { format_id: '137', url: 'https://v/137', protocol: 'https', http_headers: { Referer: 'r' } },
    { format_id: 'dash.1', url: 'https://v/base', manifest_url: 'https://v/mpd', protocol: 'http_dash_segments' },
    { format_id: 'rtmp', url: 'rtmp://v/1', protocol: 'rtmp' },
  ];
  const of = (...ids: string[]) =>
    streamsOf({ id: 'a', formats }, ids.map((formatId) => ({ formatId, bytes: null }))); // biome-ignore format: one thought

  it('are those that can be gone on with, by the address that they are known by', () => {
    expect(of('137', 'dash.1', 'rtmp', 'gone')).toMatchObject([
      { formatId: '137', url: 'https://v/137', headers: { Referer: 'r' }, isPieced: false },
      { formatId: 'dash.1', url: 'https://v/mpd', isPieced: true },
    ]);
  });

  it('know their files in the scratch folder', () => {
    const names = ['media.f137.mp4.part', 'media.fdash.1.m4a', 'media.fdash.1.m4a.part-Frag3', 'media.en.vtt.part'];
    const [video, sound] = of('137', 'dash.1');
    expect(names.filter((name) => video?.isFile(name))).toEqual(['media.f137.mp4.part']);
    expect(names.filter((name) => sound?.isFile(name))).toEqual(['media.fdash.1.m4a']);
    const [alone] = of('137');
    expect([...names, 'media.mp4.part', 'media.mp4.ytdl'].filter((name) => alone?.isFile(name))).toEqual([
      'media.mp4.part',
    ]);
  });
});

describe('a file that was made', () => {
  const cover = { codec_type: 'video', codec_name: 'mjpeg', disposition: { attached_pic: 1 } };
  const sound = { codec_type: 'audio', codec_name: 'aac' };
  const picture = { codec_type: 'video', codec_name: 'h264', width: 1920, height: 1080, avg_frame_rate: '30000/1001' };

  it('is a film when it has a picture that is no cover', () => {
    const format = { duration: '10.0' };
    expect(madeFactsOf({ streams: [picture, sound], format }, 1_000_000)).toEqual({
      kind: 'video',
      facts: {
        ...{ seconds: 10, bitrate: 800_000, width: 1920, height: 1080, fps: 29.97 },
        ...{ videoCodec: 'h264', audioCodec: 'aac' },
      },
    });
    expect(madeFactsOf({ streams: [cover, sound], format }, 100)).toMatchObject({ kind: 'audio' });
    const turned = { ...picture, side_data_list: [{ rotation: -90 }] };
    expect(madeFactsOf({ streams: [turned] }, 100)?.facts).toMatchObject({ width: 1080, height: 1920 });
  });

  it('is none without picture and sound', () => {
    expect(madeFactsOf({ streams: [cover] }, 100)).toBeNull();
    expect(madeFactsOf({}, 100)).toBeNull();
  });

  it.each([
    ['video', 'MP4', 'video/mp4'],
    ['audio', 'webm', 'audio/webm'],
    ['subtitles', 'srt', 'application/x-subrip'],
    ['subtitles', 'ass', 'text/x-ssa'],
    ['image', 'png', 'image/png'],
    ['video', 'html', 'application/octet-stream'],
  ] as const)('of %s with the ending %s is %s, which a worker outside may store', (kind, ext, type) => {
    expect(mediaTypeOf(kind, ext)).toBe(type);
    const job = '01890a5d-ac96-774b-bcce-b302099a8057';
    const begin = { do: 'begin', job, attempt: 1, key: 'k', mediaType: type, bytes: 1 };
    expect(ask.safeParse(begin).success).toBe(true);
    expect(ask.safeParse({ ...begin, mediaType: 'text/html' }).success).toBe(false);
  });
});
