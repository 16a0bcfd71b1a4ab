import { describe, expect, it } from 'vitest';
import { startDownload } from '#downloads/routes/start-download.ts';
import type { GuardRules } from '#shared/guard/judge-url.ts';
import { aCookie } from '../../../support/cookies.ts';
import { anEngine, linesOf, now, send } from '../../../support/engine.ts';

const url = 'https://example.com/watch/holiday';

const anEngineThatFetches = (guardRules: GuardRules = {}) => ({ ...anEngine(), guardRules, proxies: ['frankfurt'] });
type Engine = ReturnType<typeof anEngineThatFetches>;
const start = (body: object, engine: Engine = anEngineThatFetches(), ask = {}) =>
  send(startDownload, engine, { body, ...ask });

describe('asking for what an address shows', () => {
  it('is accepted as a job that is started, with where to ask for it', async () => {
    const engine = anEngineThatFetches();
    const { status, headers, body } = await start({ url, quality: '720p', then: { preset: 'mp3' } }, engine);
    expect({ status, headers }).toMatchObject({ status: 202, headers: { location: `/api/v1/download/${body.id}` } });
    expect(body).toMatchObject({
      ...{ kind: 'download', state: 'queued', name: 'example.com/watch/holiday', retentionSeconds: 3600 },
      request: { url, wishes: { quality: '720p' }, then: { preset: 'mp3' } },
    });
    const job = await engine.jobs.get(body.id);
    expect(await engine.workflows.state(job as never)).toBe('running');
    expect(await linesOf(engine, body.id)).toEqual(['queued']);
  });

  it('keeps the address as the guard reads it, not as it was written', async () => {
    const { body } = await start({ url: 'HTTPS://Example.COM:443/a/../b?q=%41' });
    expect(body.request.url).toBe('https://example.com/b?q=%41');
  });

  it('is repeatable with the key of the first', async () => {
    const engine = anEngineThatFetches();
    const headers = { 'idempotency-key': 'once' };
    const first = await start({ url }, engine, { headers });
    const again = await start({ url }, engine, { headers });
    expect(again.body.id).toBe(first.body.id);
  });

  it.each([
    ['http://127.0.0.1/x'],
    ['http://localhost:4000/x'],
    ['http://[::ffff:10.0.0.1]/x'],
    ['http://2130706433/'],
    ['https://user:password@example.com/'],
    ['https://intranet.local/'],
    ['https://example.com:22/'],
  ])('refuses %s, which no job is made for', async (forbidden) => {
    const engine = anEngineThatFetches();
    const answer = await start({ url: forbidden }, engine);
    expect(answer).toMatchObject({ status: 403, body: { code: 'source.forbidden', field: 'url' } });
    expect((await engine.jobs.list({ limit: 10 })).items).toEqual([]);
  });

  it('lets in the ports of this machine that an installation at home names', async () => {
    const engine = anEngineThatFetches({ allowLoopback: [4000] });
    expect((await start({ url: 'http://127.0.0.1:4000/x' }, engine)).status).toBe(202);
    expect((await start({ url: 'http://127.0.0.1:4001/x' }, engine)).status).toBe(403);
  });

  it('goes out through a proxy of the installation, and names those that there are', async () => {
    expect((await start({ url, proxy: 'frankfurt' })).status).toBe(202);
    const refused = await start({ url, proxy: 'oslo' });
    expect(refused).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'proxy' } });
    expect(refused.body.detail).toBe('proxy: there is no proxy "oslo"; there are frankfurt');
    const none = await start({ url, proxy: 'oslo' }, { ...anEngineThatFetches(), proxies: [] });
    expect(none.body.detail).toContain('this installation has none');
  });

  it.each([
    [{ url, qualty: '720p' }, 'qualty'],
    [{ url, subtitles: { languages: ['en'], burn: true } }, 'subtitles.burn'],
    [{ url, then: { presets: 'mp3' } }, 'then.presets'],
    [{ url: 'ftp://example.com/x' }, 'url'],
    [{}, 'url'],
  ])('is refused by name where a field is wrong: %j', async (body, field) => {
    expect(await start(body)).toMatchObject({ status: 400, body: { code: 'request.invalid', field } });
  });

  it('is refused where a stranger is to be told of the end', async () => {
    const answer = await start({ url, email: 'eve@elsewhere.example' });
    expect(answer).toMatchObject({ status: 400, body: { field: 'email' } });
  });

  it('takes the permission to write', async () => {
    expect((await start({ url }, undefined, { as: 'alice/viewer' })).status).toBe(403);
  });

  it('refuses cookies that its caller does not have, and takes those that they have', async () => {
    const engine = anEngineThatFetches();
    const toKeep = { site: 'example.com', name: 'main' };
    const alices = await engine.keptCookies.put({ owner: 'alice', ...toKeep }, [aCookie()], now);
    const bobs = await engine.keptCookies.put({ owner: 'bob', ...toKeep }, [aCookie()], now);
    expect(await start({ url, cookies: { id: bobs.jar.id } }, engine)).toMatchObject({
      status: 404,
      body: { code: 'cookies.not-found', field: 'cookies.id' },
    });
    expect((await start({ url, cookies: { id: alices.jar.id } }, engine)).status).toBe(202);
  });
});
