import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemLook, listLook, listQuery } from '#downloads/look-query.ts';
import { type LookJob, type SeenItem, type SeenList, seenItem, seenList } from '#downloads/look-schema.ts';
import { browseRun } from '#downloads/operations/browse.run.ts';
import { localTools } from '#shared/tools/local-tools.ts';
import { localWeb } from '#shared/tools/web.ts';
import { diskMediaStore } from '../support/disk-media-store.ts';
import { inMemoryCookieJars } from '../support/fakes/cookie-jars.ts';
import { inMemorySites } from '../support/fakes/sites.ts';
import { anAllowedSite } from '../support/fetching.ts';
import { memberCookie } from '../support/site/asked.ts';
import type { Site } from '../support/site/site.ts';

let site: Site;
let folder: string;
beforeAll(async () => {
  site = await anAllowedSite();
  folder = await mkdtemp(join(tmpdir(), 'reelmill-browse-'));
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const cookies = '01890a5d-ac96-774b-bcce-b302099a8057';
const jar = `# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\t${memberCookie.name}\t${memberCookie.value}\n`;

const browse = async (request: LookJob, { closed = false, sites = inMemorySites() } = {}): Promise<unknown> => {
  const store = await mkdtemp(join(folder, 'store-'));
  if (closed) sites.close(new URL(request.url).host);
  const ports = {
    ...{ media: diskMediaStore(store), tools: localTools, web: localWeb, sites },
    cookieJars: inMemoryCookieJars({ [`alice/${cookies}`]: jar }),
  };
  const prefix = { artifacts: `processed/alice/${randomUUID()}/`, work: 'work/' };
  const context = {
    ...{
      scratch: await mkdtemp(join(folder, 'scratch-')),
      signal: new AbortController().signal,
      owner: 'alice',
      prefix,
    },
    ...{ report: () => {}, log: () => {} },
  };
  const { artifacts } = await browseRun.run({ request }, context, ports);
  expect(artifacts).toMatchObject([{ name: 'look.json', kind: 'data', mediaType: 'application/json' }]);
  return JSON.parse(await readFile(join(store, artifacts[0]?.key ?? ''), 'utf8'));
};

const item = async (path: string, asked: object = {}): Promise<SeenItem> =>
  seenItem.parse(await browse(itemLook({ url: site.url(path), ...asked })));
const list = async (path: string, asked: object = {}): Promise<SeenList> =>
  seenList.parse(await browse(listLook(listQuery.parse({ url: site.url(path), ...asked }))));

const pagesOf = (path: string) => site.visits(`/data${path}`).map((visit) => visit.path);
const titlesOf = ({ entries }: SeenList) => entries.map(({ title }) => title);

describe.concurrent('what a site says', () => {
  test('of an item is its formats, which of them would be taken, and its facts', async () => {
    const { formats, metadata } = await item('/watch/rich', { quality: '720p' });
    expect(formats.chosen).toEqual([expect.stringContaining('720-'), 'sound-opus']);
    expect(formats.formats.length).toBeGreaterThan(20);
    expect(metadata).toMatchObject({ title: 'Film rich', views: 42, channel: 'The channel', date: '2026-04-01' });
  });

  test('has a picture with it, which nobody else has to ask the site for', async () => {
    const { metadata } = await item('/watch/film-7');
    expect(metadata.picture).toMatch(/^data:image\/jpeg;base64,/);
    expect(metadata.picture?.length).toBeGreaterThan(1000);
    expect(site.visits('/plain/poster-320x180.jpg')).not.toEqual([]);
  });

  test('is no worse for a picture that lies where nobody may go', async () => {
    const { metadata } = await item('/watch/inward');
    expect(metadata).toMatchObject({ title: 'Film inward', picture: null });
    expect(site.visits('/away')).not.toEqual([]);
  });

  test('to members only is said with cookies, once it was refused without', async () => {
    const refused = item('/watch/film-1?members');
    await expect(refused).rejects.toMatchObject({ code: 'source.blocked' });
    expect((await item('/watch/film-1?members', { cookies })).metadata.title).toBe('Film film-1');
  });

  test('of a list is a page of it, and no other page is read', async () => {
    const seen = await list('/playlist/5000', { from: '4901', count: '50' });
    expect(seen).toMatchObject({ title: 'A list of 5000', count: 5000, read: 50, next: 4951 });
    expect(seen.entries[0]).toMatchObject({
      ...{ index: 4901, kind: 'item', id: 'film-4901', url: site.url('/watch/film-4901'), seconds: 6 },
      date: '2039-09-01',
    });
    // the first is where the list itself is described
    expect(pagesOf('/playlist/5000')).toEqual(['/data/playlist/5000', '/data/playlist/5000?page=49']);
  });

  test('of the end of a list ends with it', async () => {
    expect(await list('/playlist/107', { from: '101' })).toMatchObject({ read: 7, next: null, count: 107 });
    expect(await list('/playlist/3', { from: '9' })).toMatchObject({ read: 0, next: null, entries: [] });
  });

  test('of a channel is filtered and sorted', async () => {
    const seen = await list('/channel/25', { after: '2026-04-20', title: 'film 2', sort: 'newest', count: '3' });
    expect(seen).toMatchObject({ name: 'The channel', description: 'All about it.', followers: 7, next: 4 });
    expect(titlesOf(seen)).toEqual(['Film 25', 'Film 24', 'Film 23']);
  });

  test('of a feed is a list without what its reader hands on', async () => {
    const seen = await list('/feed.rss');
    expect(seen.entries.map(({ url }) => url)).toEqual(
      [1, 2, 3].map((number) => site.url(`/plain/song.m4a?episode=${number}`)),
    );
    expect(titlesOf(seen)[0]).toBe('Episode 1');
  });

  test('is not waited for while the site is left in peace', async () => {
    await expect(browse(itemLook({ url: site.url('/watch/film-4') }), { closed: true })).rejects.toMatchObject({
      code: 'source.rate-limited',
      retryAfterSeconds: 60,
    });
    expect(site.visits('/data/watch/film-4')).toEqual([]);
  });

  test('of one item is no list', async () => {
    await expect(list('/watch/film-2')).rejects.toMatchObject({ code: 'source.no-stream' });
  });

  test.each([
    ['/watch/geo', 'source.geo'],
    ['/watch/gone', 'source.gone'],
    ['/page/nothing', 'source.unsupported'],
    ['/answers/503/page', 'source.unreachable'],
  ])('can be no: %s is %s', async (path, code) => {
    await expect(item(path)).rejects.toMatchObject({ code });
  });

  test('is waited for so long, and no longer', async () => {
    const sites = inMemorySites();
    const looked = browse(itemLook({ url: site.url('/slow/1/page'), timeout: 2 }), { sites });
    await expect(looked).rejects.toMatchObject({
      code: 'source.unreachable',
      message: 'the site did not answer within 2 s',
    });
    // a short patience is no refusal of the site: others go on there
    expect(sites.turns.map(({ refusedAs }) => refusedAs)).toEqual(['job.timed-out']);
  });
});
