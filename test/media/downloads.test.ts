import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobProgress } from '#shared/job.ts';
import { aFetcher, anAllowedSite } from '../support/fetching.ts';
import { judge } from '../support/media.ts';
import { memberCookie } from '../support/site/asked.ts';
import { siteMedia } from '../support/site/media.ts';
import type { Site } from '../support/site/site.ts';

let site: Site;
beforeAll(async () => {
  site = await anAllowedSite();
});
afterAll(() => site[Symbol.asyncDispose]());

const original = async (name: string) => readFile(`${await siteMedia()}/${name}`);

/** Fetches a page of the site, and gives each file with what ffprobe says of it. */
const got = async (path: string, asked: object = {}, judged = true) => {
  await using fetcher = await aFetcher();
  const output = await fetcher.gets(site.url(path), asked);
  const files = await Promise.all(
    output.artifacts.map(async (artifact) => ({
      ...artifact,
      body: await readFile(fetcher.pathOf(artifact.key)),
      made: judged && artifact.facts ? await judge(fetcher.pathOf(artifact.key)) : null,
    })),
  );
  const [main] = files;
  if (!main) throw new Error('nothing was fetched');
  return { ...fetcher, ...output, files, main };
};

const refusal = async (path: string, asked: object = {}) => {
  await using fetcher = await aFetcher();
  const error = await fetcher.gets(site.url(path), asked).then(
    () => ({ code: 'none' }),
    (thrown: { code: string }) => thrown,
  );
  return { code: error.code, ...fetcher, left: await fetcher.stored(fetcher.prefix.artifacts) };
};

describe.concurrent('a fetch', () => {
  test('brings the very file, named by its title, with what it is', async () => {
    const { main, files, source, fetchedBytes, reports } = await got('/watch/item?file=/plain/clip.mp4');
    const clip = await original('clip.mp4');
    expect(files).toHaveLength(1);
    expect(main).toMatchObject({ name: 'Film item.mp4', kind: 'video', mediaType: 'video/mp4', bytes: clip.length });
    expect(main.facts).toMatchObject({ width: 320, height: 180, fps: 10, videoCodec: 'h264', audioCodec: 'aac' });
    expect(main.body.equals(clip)).toBe(true);
    expect(source).toEqual({ key: main.key, name: 'Film item.mp4' });
    expect(fetchedBytes).toBeGreaterThanOrEqual(clip.length);
    expect(reports.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['extracting', 'fetching', 'uploading']));
  });

  test('tells how far it is, in whole bytes', async () => {
    const { reports } = await got('/watch/item?file=/slow/600000/long.mp4');
    const { length } = await original('long.mp4');
    for (const report of reports) jobProgress.parse({ ...report, at: '2026-11-21T12:00:00.000Z' });
    expect(reports).toContainEqual(
      expect.objectContaining({
        totalBytes: length,
        bytesPerSecond: expect.any(Number),
        etaSeconds: expect.any(Number),
      }),
    );
  });

  test('says what of a wish the site does not have', async () => {
    const { notes, files } = await got('/plain/clip.mp4', { subtitles: { languages: ['en'] }, thumbnail: {} });
    expect(notes).toEqual(['the site has no subtitles in en made by people', 'the site has no picture of it']);
    expect(files).toHaveLength(1);
  });

  test('joins picture and sound, with subtitles, cover, chapters and facts in the file and beside it', async () => {
    const { files, main, notes } = await got('/watch/film', {
      ...{ quality: '360p', container: 'mp4', metadata: { embed: true }, chapters: { embed: true, split: true } },
      subtitles: { languages: ['en', 'de'], automatic: true, embed: true },
      thumbnail: { embed: true, format: 'png' },
    });
    expect(notes).toEqual([]);
    expect(files.map(({ name, kind, mediaType }) => [name, kind, mediaType])).toEqual([
      ['Film film.mp4', 'video', 'video/mp4'],
      ['Film film - 001 One.mp4', 'video', 'video/mp4'],
      ['Film film - 002 Two.mp4', 'video', 'video/mp4'],
      ['Film film.de.srt', 'subtitles', 'application/x-subrip'],
      ['Film film.en.srt', 'subtitles', 'application/x-subrip'],
      ['Film film.png', 'image', 'image/png'],
    ]);
    expect(main.made).toMatchObject({
      video: [{ height: 360 }, { disposition: { attached_pic: 1 } }],
      audio: [{ codec_name: 'aac' }],
      chapters: [{ tags: { title: 'One' } }, { tags: { title: 'Two' } }],
      format: { tags: { title: 'Film film' } },
    });
    expect(main.made?.subtitles).toHaveLength(2);
    expect(main.facts).toMatchObject({ height: 360, videoCodec: 'h264' });
    expect(files[4]?.body.toString()).toContain('First line');
    expect(files[1]?.facts?.seconds).toBeCloseTo(4, 0);
  });

  test('makes sound alone of a film', async () => {
    const { main } = await got('/watch/item?file=/plain/clip.mp4', { audio: { format: 'mp3', bitrate: '96k' } });
    expect(main).toMatchObject({ name: 'Film item.mp3', kind: 'audio', mediaType: 'audio/mpeg' });
    expect(main.made).toMatchObject({ video: [], audio: [{ codec_name: 'mp3', bit_rate: '96000' }] });
  });

  test('takes parts, each as a file that says which it is', async () => {
    const { files } = await got('/watch/film', { format: 'whole', sections: [{ from: 1, to: 3 }, { chapter: 'Two' }] });
    expect(files.map(({ name }) => name)).toEqual(['Film film (1-3 s).mp4', 'Film film - Two.mp4']);
    expect(files.map(({ facts }) => Math.round(facts?.seconds ?? 0))).toEqual([2, 2]);
  });

  test.each([
    ['/stream/master.m3u8', 360],
    ['/stream/ladder.mpd', 360],
    ['/watch/item?file=/locked/locked.m3u8', 180],
  ])('reads the segments of %s', async (path, height) => {
    const { main } = await got(path, { container: 'mp4' });
    expect(main.facts).toMatchObject({ height });
    expect(main.facts?.seconds).toBeCloseTo(6, 0);
  });

  test('records a stream until it ends, for so long at most', async () => {
    const { main, reports } = await got('/watch/on-air', { live: { minutes: 1 } });
    expect(main.facts?.seconds).toBeGreaterThan(5);
    expect(reports).toContainEqual(expect.objectContaining({ stage: 'recording', bytes: expect.any(Number) }));
  });

  test('names files by the template, whatever the title tries', async () => {
    const { main } = await got('/watch/hostile', { pathTemplate: '{channel}/{date} {title}.{ext}' });
    expect(main.name).toMatch(/^The channel\/2026-04-0\d _?.*etc_\$\(id\).*\.mp4$/);
    expect(main.key).toContain(`/${main.name}`);
    expect(main.name).not.toMatch(/\.\.\/|[\n\u202e]/);
  });

  test('hands what is made into another on, and keeps only what goes with it', async () => {
    await using fetcher = await aFetcher();
    const asked = { then: { preset: 'h264-720p' }, subtitles: { languages: ['en'], format: 'vtt' } };
    const { artifacts, source } = await fetcher.gets(site.url('/watch/film'), { format: 'whole', ...asked });
    expect(artifacts).toMatchObject([{ name: 'Film film.en.vtt', mediaType: 'text/vtt' }]);
    expect(source).toEqual({ key: `${fetcher.prefix.work}source.mp4`, name: 'Film film.mp4' });
    expect(await judge(fetcher.pathOf(source.key))).toMatchObject({ video: [{ height: 180 }] });
  });

  test('shows cookies where they are needed for the file alone', async () => {
    const id = '01890a5d-ac96-774b-bcce-b302099a8057';
    const jar = `# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\t${memberCookie.name}\t${memberCookie.value}\n`;
    await using fetcher = await aFetcher({ cookies: { [`alice/${id}`]: jar } });
    const asked = { cookies: { id }, format: 'whole' };
    const { artifacts } = await fetcher.gets(site.url('/watch/film?file=/for-members/clip.mp4'), asked);
    expect(artifacts).toHaveLength(1);
    expect(fetcher.lines.join('\n')).not.toContain(`${memberCookie.name}=`);
    expect(await fetcher.stored('')).not.toContain('.cookies.txt');
  });

  test.each([
    ['/watch/item?file=/answers/451/clip.mp4', {}, 'source.geo'],
    ['/watch/item?file=/answers/404/clip.mp4', {}, 'source.gone'],
    ['/watch/item?file=/answers/403/clip.mp4', {}, 'source.blocked'],
    ['/watch/item?file=/away?to=http://10.0.0.1/', {}, 'source.forbidden'],
    ['/watch/item?file=/plain/en.vtt', {}, 'source.not-media'],
    ['/watch/item?file=/plain/long.mp4', { maxBytes: 100_000 }, 'source.too-large'],
    ['/watch/film', { sections: [{ chapter: 'None of it' }] }, 'source.no-stream'],
  ])('of %s with %j fails as it should, and leaves no file', async (path, asked, code) => {
    expect(await refusal(path, asked)).toMatchObject({ code, left: [] });
  });

  test('is ended by the guard when all together is more than may come', async () => {
    expect(await refusal('/stream/ladder.mpd', { maxBytes: 170_000 })).toMatchObject({ code: 'source.too-large' });
  });
});
