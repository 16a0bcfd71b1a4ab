import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsRuntime, ytDlp, ytDlpVersion } from '#shared/tools/yt-dlp.ts';
import { newestPinned } from '../../infra/yt-dlp-release.ts';
import { memberCookie } from '../support/site/asked.ts';
import { siteMedia } from '../support/site/media.ts';
import { refusedItems } from '../support/site/refused-items.ts';
import { openSite, type Site, siteExtractors } from '../support/site/site.ts';
import { probe } from '../support/sources.ts';
import { until } from '../support/wait.ts';

process.env['REELMILL_HOME'] = 'true';
process.env['REELMILL_TEST_EXTRACTORS'] = siteExtractors;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-site-'));
  await siteMedia();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Ask = { readonly args?: readonly string[]; readonly cwd?: string; readonly signal?: AbortSignal };

const never = new AbortController().signal;
const ownFolder = () => mkdtemp(join(folder, 'run-'));
const always = ['--ignore-config', '--retries=1', '--retry-sleep=0.2', '--no-update'];

/** The very yt-dlp that is installed, at an address of the site. */
const ask = async (site: Site, path: string | readonly string[], { args = [], cwd, signal = never }: Ask = {}) => {
  const out: string[] = [];
  const run = { cwd: cwd ?? (await ownFolder()), signal, onStdout: (line: string) => void out.push(line) };
  const end = await ytDlp([...always, ...args, '--', ...[path].flat().map(site.url)], run);
  return { end, out, cwd: run.cwd };
};

/** What it knows of an address, or of each of several. */
const look = async (site: Site, path: string | readonly string[], args: readonly string[] = []) => {
  const { end, out } = await ask(site, path, { args: ['--dump-single-json', ...args] });
  expect(end, end.log.join('\n')).toMatchObject({ exitCode: 0 });
  // biome-ignore lint/suspicious/noExplicitAny: the shape is yt-dlp's
  return out.map((line) => JSON.parse(line)) as [any, ...any[]];
};

/** Fetches into `file.mp4` and answers where it is. */
const fetched = async (site: Site, path: string, { args = [], ...more }: Ask = {}) => {
  const { end, cwd } = await ask(site, path, { ...more, args: ['--quiet', '--output=file.%(ext)s', ...args] });
  expect(end, end.log.join('\n')).toMatchObject({ exitCode: 0 });
  return join(cwd, 'file.mp4');
};

const original = async (name: string) => readFile(join(await siteMedia(), name));
const rangesOf = (site: Site, path: string) => site.visits(path).map(({ headers }) => headers.range);
const by = (file: string) => `/watch/item?file=${file}`;

describe.concurrent('yt-dlp', () => {
  test('is the pinned one', async () => {
    expect(await ytDlpVersion()).toBe(newestPinned(await readFile('layers/yt-dlp/requirements.txt', 'utf8')));
  });

  test('has all it needs: browsers to pass for, ciphers, and Node for what sites ask in JavaScript', async () => {
    await using site = await openSite();
    const { end } = await ask(site, '/watch/gone', { args: ['--verbose', `--js-runtimes=node:${jsRuntime()}`] });
    const said = end.log.join('\n');
    for (const name of ['Cryptodome', 'brotli', 'curl_cffi', 'mutagen', 'requests', 'websockets', 'yt_dlp_ejs'])
      expect(said).toMatch(new RegExp(`Optional libraries: .*${name}-[\\d.]+`));
    expect(said).toContain(`JS runtimes: node-${process.versions.node}`);
    expect(said).not.toContain('(unsupported)');
  });

  test('reads what pages say of their films to everybody, and what lies beside them', async () => {
    await using site = await openSite();
    const [described, shared, tracked] = await look(site, ['/page/film', '/page/og', '/page/tracks']);
    expect(described).toMatchObject({
      ...{ title: 'A described film', duration: 6, uploader: 'The uploader', view_count: 42, timestamp: 1_775_037_600 },
      chapters: [{ title: 'One' }, { title: 'Two', start_time: 4 }],
    });
    expect(shared).toMatchObject({ title: 'A shared film', thumbnail: expect.stringMatching(/jpg$/) });
    expect(Object.keys((tracked.entries?.[0] ?? tracked).subtitles)).toEqual(['en', 'de']);
  });

  test('takes a feed for a list', async () => {
    await using site = await openSite();
    const [{ entries }] = await look(site, '/feed.rss', ['--flat-playlist']);
    expect(entries).toHaveLength(3);
    expect(entries[0]).toMatchObject({ title: 'Episode 1', duration: 6, timestamp: 1_775_037_600 });
  });

  test('is let in with the cookie of a member only', async () => {
    await using site = await openSite();
    const { end, cwd } = await ask(site, '/for-members/clip.mp4', { args: ['--simulate'] });
    expect(end.log.join('\n')).toContain('HTTP Error 403');
    const jar = `# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\t${memberCookie.name}\t${memberCookie.value}\n`;
    await writeFile(join(cwd, 'jar'), jar);
    const [info] = await look(site, '/for-members/clip.mp4', [`--cookies=${join(cwd, 'jar')}`]);
    expect(info).toMatchObject({ ext: 'mp4' });
  });

  test('finds rungs, languages and subtitles of HLS and DASH', async () => {
    await using site = await openSite();
    const [hls, dash] = await look(site, ['/stream/master.m3u8', '/stream/ladder.mpd']);
    expect(hls.formats.map((format: { height?: number }) => format.height).filter(Boolean)).toEqual([180, 360]);
    expect(hls.formats.map((format: { language?: string }) => format.language).filter(Boolean)).toEqual(['de', 'en']);
    expect(Object.keys(hls.subtitles)).toEqual(['en']);
    expect(dash.formats).toHaveLength(4);
  });

  test('joins picture and sound that come apart', async () => {
    await using site = await openSite();
    const path = await fetched(site, '/watch/film', { args: ['--format=dash-1+dash-2'] });
    const { video, audio } = await probe(path);
    expect([video[0], audio[0]]).toMatchObject([{ height: 360 }, { codec_name: 'aac' }]);
  });

  test('opens encrypted HLS with the key beside it, asked for once', async () => {
    await using site = await openSite();
    const { format } = await probe(await fetched(site, by('/locked/locked.m3u8')));
    expect(Number(format.duration)).toBeCloseTo(6, 0);
    expect(site.visits('/locked/locked.key')).toHaveLength(1);
  });

  test('records a stream until it ends', async () => {
    await using site = await openSite();
    const { format } = await probe(await fetched(site, '/watch/on-air'));
    expect(Number(format.duration)).toBeCloseTo(8, 0);
  });

  test('is told of a stream that has not begun when it will', async () => {
    await using site = await openSite();
    const [info] = await look(site, '/watch/upcoming', ['--ignore-no-formats-error']);
    expect(info).toMatchObject({ live_status: 'is_upcoming', release_timestamp: expect.any(Number) });
  });

  test('reads of a long list only the pages it needs', async () => {
    await using site = await openSite();
    const [list] = await look(site, '/playlist/5000', ['--flat-playlist', '--playlist-items=4951-5000']);
    expect(list).toMatchObject({ playlist_count: 5000, title: 'A list of 5000' });
    expect(list.entries.map(({ title }: { title: string }) => title)).toEqual(
      Array.from({ length: 50 }, (_, at) => `Film ${at + 4951}`),
    );
    expect(site.visits().map(({ path }) => path)).toEqual(['/data/playlist/5000', '/data/playlist/5000?page=49']);
  });

  test('knows a channel, and what was shown there when', async () => {
    await using site = await openSite();
    const [channel] = await look(site, '/channel/25', ['--flat-playlist']);
    expect(channel).toMatchObject({ title: 'The channel', channel_follower_count: 7 });
    expect(channel.entries).toHaveLength(25);
    expect(channel.entries[1].timestamp - channel.entries[0].timestamp).toBe(86_400);
  });

  test('knows all of an item: formats, subtitles of people and of machines, chapters, thumbnails in sizes', async () => {
    await using site = await openSite();
    const [film] = await look(site, '/watch/film-7');
    expect(Object.keys(film.subtitles)).toEqual(['en']);
    expect(Object.keys(film.automatic_captions)).toEqual(['de']);
    expect(film).toMatchObject({
      title: 'Film film-7',
      live_status: 'not_live',
      channel: 'The channel',
      view_count: 42,
    });
    expect(film.chapters).toHaveLength(2);
    expect(film.thumbnails.map(({ width }: { width: number }) => width)).toEqual([320, 640, 1280]);
    const [rich] = await look(site, '/watch/rich', ['--format=bv*[height<=1080][vcodec^=av01]+ba[acodec=opus]']);
    expect(rich.format_id).toBe('1080-av1+sound-opus');
  });

  test('is refused in the words of known sites, and of a page without media says that it has none', async () => {
    await using site = await openSite();
    const paths = ['/page/nothing', ...Object.keys(refusedItems).map((name) => `/watch/${name}`)];
    const { end } = await ask(site, paths, { args: ['--simulate', '--quiet', '--ignore-errors', '--xff=never'] });
    const complaints = end.log.filter((line) => line.startsWith('ERROR: '));
    expect(end.exitCode).toBe(1);
    expect(complaints).toHaveLength(paths.length);
    for (const [at, { message }] of Object.values(refusedItems).entries())
      expect(complaints[at + 1]).toContain(message);
    expect(complaints[0]).toContain('Unsupported URL');
  });
});

describe.concurrent('a transfer', () => {
  test.each([
    ['once cut off goes on where it was', '/cut/once/long.mp4', [undefined, expect.stringMatching(/^bytes=\d{6,}-$/)]],
    ['that got 503 is asked for again', '/flaky/once/long.mp4', [undefined, undefined]],
    ['of a server without ranges comes whole', '/unranged/long.mp4', [undefined]],
  ])('%s', async (_promise, path, ranges) => {
    await using site = await openSite();
    expect(await readFile(await fetched(site, by(path)))).toEqual(await original('long.mp4'));
    expect(rangesOf(site, path)).toEqual(ranges);
  });

  test('follows redirects', async () => {
    await using site = await openSite();
    expect(await readFile(await fetched(site, by('/moved/3/clip.mp4')))).toEqual(await original('clip.mp4'));
    expect(site.visits('/plain/clip.mp4')).toHaveLength(1);
  });

  test('that is always cut off, shorter than was said, refused or put off fails and says so', async () => {
    await using site = await openSite();
    const paths = ['/cut/always/long.mp4', '/overstated/long.mp4', '/busy/once/1/long.mp4', '/answers/451/long.mp4'];
    const { end } = await ask(site, paths.map(by), {
      args: ['--quiet', '--ignore-errors', '--output=%(autonumber)s.mp4'],
    });
    // of the first two, yt-dlp begins the line anew after the word ERROR
    expect(end.log.filter((line) => /Giving up|^ERROR: ./.test(line))).toEqual([
      expect.stringContaining('more expected. Giving up'),
      expect.stringContaining('more expected. Giving up'),
      expect.stringContaining('HTTP Error 429'),
      expect.stringContaining('HTTP Error 451'),
    ]);
  });

  test('that was said to be shorter than it is passes for whole: its size is for us to judge', async () => {
    await using site = await openSite();
    const { size } = await stat(await fetched(site, by('/understated/clip.mp4')));
    expect(size).toBeLessThan((await original('clip.mp4')).length);
  });

  test('that was stopped leaves what it has, and the next run goes on from there', async () => {
    await using site = await openSite();
    const cwd = await ownFolder();
    const stop = new AbortController();
    const part = join(cwd, 'file.mp4.part');
    const path = '/slow/2000000/long.mp4';
    const stopped = ask(site, by(path), { args: ['--quiet', '--output=file.%(ext)s'], cwd, signal: stop.signal });
    const partBytes = async () => (existsSync(part) ? (await stat(part)).size : 0);
    await until(partBytes, (bytes) => bytes > 200_000, { everyMs: 20 });
    stop.abort();
    expect((await stopped).end).toMatchObject({ stopped: true, killedBy: null });
    expect(await readdir(cwd)).toEqual(['file.mp4.part']);
    const kept = await partBytes();

    const whole = await fetched(site, by(path), { cwd, args: ['--continue'] });
    expect(await readFile(whole)).toEqual(await original('long.mp4'));
    expect(rangesOf(site, path)).toEqual([undefined, `bytes=${kept}-`]);
  });
});
