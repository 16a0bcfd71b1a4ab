import { describe, expect, it } from 'vitest';
import { getChannel } from '#downloads/routes/get-channel.ts';
import { getFormats } from '#downloads/routes/get-formats.ts';
import { getMetadata } from '#downloads/routes/get-metadata.ts';
import { previewPlaylist } from '#downloads/routes/preview-playlist.ts';
import type { Role } from '#shared/caller.ts';
import { aCookie } from '../../../support/cookies.ts';
import { now, send } from '../../../support/engine.ts';
import {
  anEngineThatLooks,
  answered,
  aSeenItem,
  aSeenList,
  type LookingEngine,
  refused,
} from '../../../support/looks.ts';
import { until } from '../../../support/wait.ts';

const url = 'https://example.com/watch/1';
const notWaiting = { prefer: 'wait=0' };
const routes = { formats: getFormats, metadata: getMetadata, preview: previewPlaylist, channel: getChannel };

type Asked = { query?: Record<string, string>; headers?: Record<string, string>; as?: `${string}/${Role}` };
const ask = (engine: LookingEngine, what: keyof typeof routes = 'metadata', { query = {}, ...more }: Asked = {}) =>
  send(routes[what], engine, { query: { url, ...query }, headers: notWaiting, ...more });

const looksIn = async ({ jobs }: LookingEngine) => (await jobs.list({ limit: 100 })).items;

describe('asking what a site says', () => {
  it('begins a look, whose job is answered to who does not wait for it', async () => {
    const engine = anEngineThatLooks();
    const { status, headers, body } = await ask(engine, 'formats', { query: { quality: '720p', proxy: 'frankfurt' } });
    expect({ status, headers }).toMatchObject({ status: 202, headers: { location: `/api/v1/jobs/${body.id}` } });
    expect(body).toMatchObject({
      ...{ kind: 'look', state: 'queued', name: 'example.com/watch/1', retentionSeconds: 3600 },
      request: { what: 'item', url, tryForSeconds: 30, wishes: { quality: '720p', proxy: 'frankfurt' } },
    });
  });

  it('is answered as soon as the site has said it', async () => {
    const engine = anEngineThatLooks();
    const asking = ask(engine, 'metadata', { headers: {} });
    const [look] = await until(
      () => looksIn(engine),
      (looks) => looks.length === 1,
    );
    await answered(engine, look?.id ?? '', aSeenItem);
    const { status, body, headers } = await asking;
    expect({ status, body }).toMatchObject({ status: 200, body: { title: 'A film', seconds: 6, cached: false } });
    expect(headers).not.toHaveProperty('age');
  });

  it('of the same address is one look for all who ask at once, for formats and for metadata alike', async () => {
    const engine = anEngineThatLooks();
    const answers = await Promise.all([ask(engine), ask(engine, 'formats'), ask(engine)]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await looksIn(engine)).toHaveLength(1);
  });

  it('is answered from what was said a while ago, and says how long that is', async () => {
    const engine = anEngineThatLooks();
    await answered(engine, (await ask(engine)).body.id, aSeenItem, 75);
    const { status, headers, body } = await ask(engine, 'formats');
    expect({ status, headers }).toMatchObject({ status: 200, headers: { age: '75' } });
    expect(body).toMatchObject({ cached: true, formats: [{ id: '22' }], chosen: ['22'] });
  });

  it('shows the picture itself to who asks for that, by the same look', async () => {
    const engine = anEngineThatLooks();
    const picture = 'data:image/jpeg;base64,AAAA';
    const seen = { ...aSeenItem, metadata: { ...aSeenItem.metadata, picture } };
    await answered(engine, (await ask(engine)).body.id, seen);
    expect((await ask(engine)).body.picture).toBeNull();
    expect((await ask(engine, 'metadata', { query: { picture: 'true' } })).body.picture).toBe(picture);
  });

  it.each([
    ['is too old', {}, 601],
    ['is not wanted', { fresh: 'true' }, 1],
    ['was said to another question', { country: 'DE' }, 1],
  ])('asks the site again when what was said %s', async (_why, query, secondsAgo) => {
    const engine = anEngineThatLooks();
    const { body: first } = await ask(engine);
    await answered(engine, first.id, aSeenItem, secondsAgo);
    const { status, body } = await ask(engine, 'metadata', { query });
    expect(status).toBe(202);
    expect(body.id).not.toBe(first.id);
  });

  it('asks the site again when the answer has gone, or is of another version', async () => {
    const engine = anEngineThatLooks();
    for (const said of [undefined, { title: 'of another version' }]) {
      const { id } = (await ask(engine)).body;
      await answered(engine, id, said ?? aSeenItem);
      if (!said) engine.bucket.clear();
      const { status, body } = await ask(engine);
      expect(status).toBe(202);
      expect(body.id).not.toBe(id);
    }
  });

  it('finds the latest look though it was forgotten who began it', async () => {
    const engine = anEngineThatLooks();
    const first = await ask(engine);
    await answered(engine, first.body.id, aSeenItem, 700);
    const { body: second } = await ask(engine);
    const [key = ''] = engine.made.keys();
    await engine.made.remember(key, first.body.id);
    expect((await ask(engine)).body.id).toBe(second.id);
    await answered(engine, second.id, aSeenItem, 700);
    await engine.made.remember(key, first.body.id);
    expect([first.body.id, second.id]).not.toContain((await ask(engine)).body.id);
  });

  it('answers nobody with what another was told, who may have shown cookies', async () => {
    const engine = anEngineThatLooks();
    await answered(engine, (await ask(engine)).body.id, aSeenItem);
    expect((await ask(engine, 'metadata', { as: 'bob/user' })).status).toBe(202);
  });
});

describe('a site that says no', () => {
  it('is a problem with its own code, which stands for a while', async () => {
    const engine = anEngineThatLooks();
    await refused(engine, (await ask(engine)).body.id, 'source.private', 29);
    expect(await ask(engine)).toMatchObject({
      status: 422,
      body: { code: 'source.private', detail: 'the site says no' },
    });
    expect(await looksIn(engine)).toHaveLength(1);
  });

  it.each([
    ['source.private', 31],
    ['source.unreachable', 1],
  ] as const)('as %s is asked again after %i s', async (code, secondsAgo) => {
    const engine = anEngineThatLooks();
    await refused(engine, (await ask(engine)).body.id, code, secondsAgo);
    expect((await ask(engine)).status).toBe(202);
  });

  it('is a problem for who waited, passing or not', async () => {
    const engine = anEngineThatLooks();
    const asking = ask(engine, 'formats', { headers: {} });
    const [look] = await until(
      () => looksIn(engine),
      (looks) => looks.length === 1,
    );
    await refused(engine, look?.id ?? '', 'source.unreachable');
    expect(await asking).toMatchObject({ status: 502, body: { code: 'source.unreachable' } });
  });
});

describe('a list', () => {
  it('is asked for a page at a time, by what is wanted of it', async () => {
    const query = { from: '51', count: '10', after: '2026-01-01', minSeconds: '60.5', maxViews: '7', sort: 'newest' };
    const { body } = await ask(anEngineThatLooks(), 'preview', { query });
    expect(body.request).toMatchObject({
      ...{ what: 'list', from: 51, count: 10, tryForSeconds: 120 },
      filter: { after: '2026-01-01', minSeconds: 60.5, maxViews: 7, sort: 'newest' },
    });
  });

  it('is shown as a playlist or as a channel, of one look', async () => {
    const engine = anEngineThatLooks();
    await answered(engine, (await ask(engine, 'preview')).body.id, aSeenList);
    const [playlist, channel] = [(await ask(engine, 'preview')).body, (await ask(engine, 'channel')).body];
    expect(playlist).toMatchObject({ title: 'Travels', entries: [{ kind: 'list' }, { kind: 'item' }] });
    expect(playlist).not.toHaveProperty('followers');
    expect(channel).toMatchObject({ name: 'Travels', followers: 7, entries: [{ kind: 'item' }] });
    expect(channel.tabs).toEqual([{ title: null, url: 'https://video.example/VimeoAlbum' }]);
  });
});

describe('what is refused with the request', () => {
  it('are cookies that the caller does not have', async () => {
    const engine = anEngineThatLooks();
    const jar = await engine.keptCookies.put({ owner: 'bob', site: 'example.com', name: 'main' }, [aCookie()], now);
    expect(await ask(engine, 'formats', { query: { cookies: jar.jar.id } })).toMatchObject({
      status: 404,
      body: { code: 'cookies.not-found', field: 'cookies' },
    });
    expect((await ask(engine, 'formats', { query: { cookies: jar.jar.id }, as: 'bob/user' })).status).toBe(202);
  });

  it.each([
    ['formats', { url: 'http://169.254.169.254/latest' }, 403, 'url'],
    ['channel', { url: 'file:///etc/passwd' }, 400, 'url'],
    ['formats', { quality: '720p', format: 'b' }, 400, 'format'],
    ['formats', { quality: '721p' }, 400, 'quality'],
    ['metadata', { proxy: 'nowhere' }, 400, 'proxy'],
    ['metadata', { cookies: 'mine' }, 400, 'cookies'],
    ['metadata', { timeout: '0' }, 400, 'timeout'],
    ['metadata', { quality: '720p' }, 400, 'quality'],
    ['preview', { count: '101' }, 400, 'count'],
    ['preview', { from: '0' }, 400, 'from'],
    ['preview', { minViews: '1.5' }, 400, 'minViews'],
    ['preview', { after: 'yesterday' }, 400, 'after'],
    ['channel', { sort: 'best' }, 400, 'sort'],
  ] as const)('%s %j', async (what, query, status, field) => {
    const engine = anEngineThatLooks();
    expect(await ask(engine, what, { query })).toMatchObject({ status, body: { field } });
    expect(await looksIn(engine)).toEqual([]);
  });

  it('comes from who may only read, since it has others work', async () => {
    expect((await ask(anEngineThatLooks(), 'metadata', { as: 'eve/viewer' })).status).toBe(403);
  });
});
