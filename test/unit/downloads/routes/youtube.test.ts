import { describe, expect, it } from 'vitest';
import { youtubeInfo } from '#downloads/routes/youtube-info.ts';
import { youtubeMp3 } from '#downloads/routes/youtube-mp3.ts';
import { youtubeMp4 } from '#downloads/routes/youtube-mp4.ts';
import type { AnyRoute } from '#shared/http/event.ts';
import { seconds, send } from '../../../support/engine.ts';
import { anEngineThatLooks, answered, aSeenItem, type LookingEngine, refused } from '../../../support/looks.ts';

const id = 'dQw4w9WgXcQ';
const canonical = `https://www.youtube.com/watch?v=${id}`;
const routes: Readonly<Record<'info' | 'mp3' | 'mp4', AnyRoute>> = {
  info: youtubeInfo,
  mp3: youtubeMp3,
  mp4: youtubeMp4,
};
const files = ['mp3', 'mp4'] as const;

const ask = (engine: LookingEngine, what: keyof typeof routes, query: Record<string, string> = {}) =>
  send(routes[what], engine, { query: { url: `https://youtu.be/${id}`, ...query }, headers: { prefer: 'wait=0' } });

describe('a video of YouTube', () => {
  it('is looked at once, by whichever of its addresses', async () => {
    const engine = anEngineThatLooks();
    const { status, body } = await ask(engine, 'info');
    expect(status).toBe(202);
    expect(body.request).toMatchObject({ what: 'item', url: canonical, tryForSeconds: 30 });
    await answered(engine, body.id, aSeenItem, 5);
    const again = await ask(engine, 'info', { url: `https://m.youtube.com/shorts/${id}?feature=share` });
    expect(again.body).toMatchObject({ title: 'A film', formats: [{ id: '22' }], chosen: ['22'], cached: true });
  });

  it.each([
    ['mp3', {}, { audio: { format: 'mp3', bitrate: '192k' } }],
    ['mp3', { bitrate: '320k' }, { audio: { format: 'mp3', bitrate: '320k' } }],
    ['mp4', {}, { quality: 'best', container: 'mp4' }],
    ['mp4', { quality: '720p' }, { quality: '720p', container: 'mp4' }],
  ] as const)('is fetched as %s %j by a download', async (what, query, wishes) => {
    const { status, headers, body } = await ask(anEngineThatLooks(), what, query);
    expect({ status, headers }).toMatchObject({ status: 202, headers: { location: `/api/v1/download/${body.id}` } });
    expect(body).toMatchObject({ kind: 'download', request: { url: canonical, wishes } });
  });

  it('leads to the file once it is there, and whoever asks for the same again to the same file', async () => {
    const engine = anEngineThatLooks();
    const { body } = await ask(engine, 'mp3');
    await answered(engine, body.id, 'sound', 3000);
    for (const url of [canonical, `https://music.youtube.com/watch?v=${id}`]) {
      const { status, headers } = await ask(engine, 'mp3', { url });
      expect(status).toBe(303);
      const [, token = ''] = /^https:\/\/reelmill\.test\/api\/v1\/links\/(.+)$/.exec(headers['location'] ?? '') ?? [];
      const link = await engine.links.resolve(token, new Date(0));
      expect(link).toMatchObject({ job: body.id, key: `processed/alice/${body.id}/look.json` });
    }
    expect((await ask(engine, 'mp3', { bitrate: '128k' })).status).toBe(202);
  });

  it('is fetched anew once its file is about to go, or has had its time and was not yet removed', async () => {
    const engine = anEngineThatLooks();
    const { body } = await ask(engine, 'mp3');
    await answered(engine, body.id, 'sound', 3000);
    const asItGoesIn = async (left: number) => {
      await engine.jobs.apply(body.id, { from: ['succeeded'], set: { expiresAt: seconds(left).toISOString() } });
      return ask(engine, 'mp3');
    };
    expect((await asItGoesIn(300)).status).toBe(303);
    for (const left of [299, 0, -60]) {
      const { status, body: another } = await asItGoesIn(left);
      expect({ left, status }).toEqual({ left, status: 202 });
      expect(another.id).not.toBe(body.id);
    }
  });

  it.each(files)('that cannot be had as %s is a problem with its code', async (what) => {
    const engine = anEngineThatLooks();
    await refused(engine, (await ask(engine, what)).body.id, 'source.geo', 1);
    expect(await ask(engine, what)).toMatchObject({ status: 422, body: { code: 'source.geo' } });
  });

  it.each(['info', ...files] as const)('is one video: %s refuses lists and channels with where to go', async (what) => {
    const refusalOf = async (url: string) => {
      const { status, body } = await ask(anEngineThatLooks(), what, { url });
      expect({ status, field: body.field }).toEqual({ status: 400, field: 'url' });
      return body.detail;
    };
    expect(await refusalOf('https://www.youtube.com/playlist?list=PL1')).toContain('GET /api/v1/playlist/preview');
    expect(await refusalOf('https://www.youtube.com/@ann')).toContain('GET /api/v1/channel/info');
    expect(await refusalOf('https://example.com/watch?v=dQw4w9WgXcQ')).toContain('names no video of YouTube');
  });

  it.each([
    ['mp3', { bitrate: '999k' }, 'bitrate'],
    ['mp4', { quality: 'audio' }, 'quality'],
    ['mp4', { bitrate: '192k' }, 'bitrate'],
    ['info', { timeout: '301' }, 'timeout'],
  ] as const)('is not asked for by %s %j', async (what, query, field) => {
    expect(await ask(anEngineThatLooks(), what, query)).toMatchObject({ status: 400, body: { field } });
  });

  it('is asked for so often and no more', () => {
    expect([youtubeInfo, youtubeMp3, youtubeMp4].map(({ limit }) => limit)).toEqual([
      { name: 'youtube-info', count: 200, seconds: 900 },
      { name: 'youtube-mp3', count: 20, seconds: 900 },
      { name: 'youtube-mp4', count: 20, seconds: 900 },
    ]);
  });
});
