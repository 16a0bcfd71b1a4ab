import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ended, follow } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import type { Site } from '../support/site/site.ts';
import { openStackSite, youTubeIdOf } from '../support/stack-site.ts';
import { until } from '../support/wait.ts';

let site: Site;
let person: Person;
beforeAll(async () => {
  [site, person] = await Promise.all([openStackSite(), aPerson('user')]);
});
afterAll(() => site[Symbol.asyncDispose]());

type Asked = { readonly who?: Person; readonly wait?: number };

const once = (path: string, query: object, { who = person, wait }: Asked = {}): Promise<Answer> =>
  who.api('GET', `${path}?${new URLSearchParams({ ...query })}`, {
    ...(wait !== undefined && { headers: { prefer: `wait=${wait}` } }),
  });
/** The answer, for which a busy machine may take longer than one call waits: the same call gets it then. */
const get = (path: string, query: object, asked: Asked = {}): Promise<Answer> =>
  until(
    () => once(path, query, asked),
    ({ status }) => status !== 202,
    { seconds: 90 },
  );
/** What is at a path of the site. */
const ask = (what: string, path: string, query: object = {}, asked: Asked = {}) =>
  get(`/api/v1/${what}`, { url: site.url(path), ...query }, asked);
const youTube = (what: string, url: string, query: object = {}) => get(`/v1/media/youtube/${what}`, { url, ...query });

describe.concurrent('what a site says', () => {
  it('of a video is answered at once, and then from memory, for formats and metadata alike', async () => {
    const formats = await ask('formats', '/watch/rich', { quality: '720p' });
    expect(formats).toMatchObject({ status: 200, body: { title: 'Film rich' } });
    expect(formats.body.chosen).toEqual([expect.stringContaining('720-'), 'sound-opus']);

    expect(await ask('metadata', '/watch/film-7')).toMatchObject({
      status: 200,
      body: { title: 'Film film-7', views: 42, channel: 'The channel' },
    });
    const again = await ask('formats', '/watch/film-7');
    expect(again).toMatchObject({ status: 200, body: { formats: expect.any(Array), cached: true } });
    expect(Number(again.headers.get('age'))).toBeGreaterThanOrEqual(0);
    expect(site.visits('/data/watch/film-7')).toHaveLength(1);

    const { body } = await once('/api/v1/metadata', { url: site.url('/watch/film-7'), fresh: true }, { wait: 0 });
    await ended(person.api, body.id);
    expect(site.visits('/data/watch/film-7')).toHaveLength(2);
  });

  it('is asked once by all who ask at the same time, and is nobody else’s', async () => {
    const stranger = await aPerson('user');
    const answers = await Promise.all([1, 2, 3].map(() => ask('metadata', '/watch/film-8')));
    expect(answers.map(({ status, body }) => [status, body.title])).toEqual(Array(3).fill([200, 'Film film-8']));
    expect(site.visits('/data/watch/film-8')).toHaveLength(1);
    await ask('metadata', '/watch/film-8', {}, { who: stranger });
    expect(site.visits('/data/watch/film-8')).toHaveLength(2);
  });

  it('may come later: the job, and then the same address answers', async () => {
    const asked = { url: site.url('/watch/film-9') };
    const { status, headers, body } = await once('/api/v1/metadata', asked, { wait: 0 });
    expect({ status, location: headers.get('location') }).toEqual({ status: 202, location: `/api/v1/jobs/${body.id}` });
    const job = await ended(person.api, body.id);
    expect(job).toMatchObject({ kind: 'look', state: 'succeeded', artifacts: [{ name: 'look.json', kind: 'data' }] });
    expect(await once('/api/v1/metadata', asked)).toMatchObject({ status: 200, body: { cached: true } });
    const { body: history } = await person.api('GET', '/api/v1/jobs?limit=100');
    expect(history.jobs.map(({ kind }: { kind: string }) => kind)).not.toContain('look');
  });

  it('may be no, with its own code, which stands for a moment', async () => {
    for (const what of ['formats', 'metadata'])
      expect(await ask(what, '/watch/private')).toMatchObject({ status: 422, body: { code: 'source.private' } });
    expect(site.visits('/data/watch/private')).toHaveLength(1);
  });

  it('is not asked for where the guard does not let anybody', async () => {
    const closed = { url: 'http://127.0.0.1:9/watch/1' };
    for (const what of ['formats', 'metadata', 'playlist/preview', 'channel/info'])
      expect(await once(`/api/v1/${what}`, closed)).toMatchObject({
        status: 403,
        body: { code: 'source.forbidden', field: 'url' },
      });
  });
});

describe.concurrent('a list', () => {
  it('of thousands is read no further than the page that is asked for', async () => {
    const { status, body } = await ask('playlist/preview', '/playlist/5000', { from: 2001, count: 100 });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { count: 5000, read: 100, next: 2101 },
    });
    expect(body.entries[99]).toMatchObject({ index: 2100, id: 'film-2100', title: 'Film 2100' });
    // the first tells of the list itself
    const read = site.visits('/data/playlist/5000').map(({ path }) => path);
    expect(read).toEqual(['/data/playlist/5000', '/data/playlist/5000?page=20']);
    const again = await ask('playlist/preview', '/playlist/5000', { from: 2001, count: 100 });
    expect(again.body.cached).toBe(true);
  });

  it('of a channel is filtered and sorted', async () => {
    const query = { after: '2026-04-10', title: 'film 1', sort: 'oldest', count: 3 };
    const { status, body } = await ask('channel/info', '/channel/25', query);
    expect({ status, body }).toMatchObject({ status: 200, body: { name: 'The channel', followers: 7, next: 4 } });
    expect(body.entries.map(({ title }: { title: string }) => title)).toEqual(['Film 10', 'Film 11', 'Film 12']);
  });

  it('is not what one video is', async () => {
    for (const what of ['playlist/preview', 'channel/info'])
      expect(await ask(what, '/watch/film-3')).toMatchObject({ status: 422, body: { code: 'source.no-stream' } });
  });
});

describe.concurrent('YouTube', () => {
  it('tells of a video, by whichever of its addresses', async () => {
    const id = youTubeIdOf(site, 'rich');
    const first = await youTube('info', `https://youtu.be/${id}?si=abc`);
    expect(first).toMatchObject({ status: 200, body: { title: 'Film rich', views: 42 } });
    expect(first.body.formats.length).toBeGreaterThan(20);
    expect(await youTube('info', `https://m.youtube.com/shorts/${id}`)).toMatchObject({ body: { cached: true } });
  });

  it.each([
    ['mp3', { bitrate: '128k' }, 'audio/mpeg'],
    ['mp4', { quality: '360p' }, 'video/mp4'],
  ])('is fetched as %s: the answer leads to the file, and so does the next', async (what, query, mediaType) => {
    const id = youTubeIdOf(site, 'film');
    const first = await youTube(what, `https://www.youtube.com/watch?v=${id}&list=PL1`, query);
    expect(first.status).toBe(303);
    const { status, headers } = await youTube(what, `https://music.youtube.com/watch?v=${id}`, query);
    expect(status).toBe(303);
    const file = await follow(headers.get('location') ?? '');
    expect({ status: file.status, type: file.headers.get('content-type') }).toEqual({ status: 200, type: mediaType });
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
  });

  it('may say no', async () => {
    const gone = `https://youtu.be/${youTubeIdOf(site, 'gone')}`;
    for (const what of ['info', 'mp3', 'mp4'])
      expect(await youTube(what, gone)).toMatchObject({ status: 422, body: { code: 'source.gone' } });
  });

  it('has lists and channels, which other addresses tell of', async () => {
    for (const what of ['info', 'mp3', 'mp4'])
      expect(await youTube(what, 'https://www.youtube.com/playlist?list=PL1')).toMatchObject({
        status: 400,
        body: { field: 'url', detail: expect.stringContaining('/api/v1/playlist/preview') },
      });
  });
});
