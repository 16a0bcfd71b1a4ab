import { describe, expect, it } from 'vitest';
import { followLink } from '#links/routes/follow-link.ts';
import { newId } from '#shared/ids.ts';
import type { LinkTarget } from '#shared/ports/links.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { call } from '../../support/call.ts';
import { anEngine, now, put, seconds } from '../../support/engine.ts';
import { openStreamPass } from '../../support/fakes/stream-pass.ts';

const aTarget = (known: Partial<LinkTarget> = {}): LinkTarget => ({
  owner: 'alice',
  job: newId(),
  key: 'processed/alice/j/main.mp4',
  fileName: 'Ürlaub.mp4',
  mediaType: 'video/mp4',
  ...known,
});

const aDesk = async (target = aTarget(), state: 'ready' | 'frozen' | 'restoring' = 'ready') => {
  const engine = anEngine();
  put(engine, target.key, 'film', { mediaType: target.mediaType });
  const head: MediaStore['head'] = async (key) => {
    const stored = await engine.media.head(key);
    return stored && { ...stored, state };
  };
  const token = await engine.links.issue(target, seconds(60));
  const ports = { ...engine, media: { ...engine.media, head }, streamPass: openStreamPass };
  const follow = (query: Record<string, string> = {}, at = now, params = { token }, headers = {}) =>
    call(followLink, ports, { params, query, headers }, { clock: () => at, publicUrl: 'https://media.example' });
  return { engine, target, follow };
};

describe('a link', () => {
  it('leads whoever has it to the bytes, under the name they are saved by', async () => {
    const { follow } = await aDesk();
    const answer = await follow();
    expect(answer).toMatchObject({ status: 303, headers: { 'cache-control': 'no-store' } });
    const saved = await fetch(answer.headers['location'] ?? '');
    expect(await saved.text()).toBe('film');
    expect(saved.headers.get('content-disposition')).toContain(
      'attachment; filename="Urlaub.mp4"; filename*=UTF-8\'\'',
    );
  });

  it.each([
    ['video/mp4', 'inline'],
    ['audio/mpeg', 'inline'],
    ['image/gif', 'inline'],
    ['image/svg+xml', 'attachment'],
    ['text/html', 'attachment'],
    ['application/octet-stream', 'attachment'],
  ])('to %s, asked to show it, answers it as %s: what a browser would run is saved', async (mediaType, disposition) => {
    const { follow } = await aDesk(aTarget({ mediaType }));
    const shown = await fetch((await follow({ inline: 'true' })).headers['location'] ?? '');
    expect(shown.headers.get('content-disposition')).toMatch(new RegExp(`^${disposition}`));
  });

  it('to a page that calls itself a ladder opens no folder: what is stored decides', async () => {
    const { engine, target, follow } = await aDesk(aTarget({ mediaType: 'application/vnd.apple.mpegurl' }));
    put(engine, target.key, '<script>', { mediaType: 'text/html' });
    const answer = await follow({ inline: 'true' });
    expect(answer.cookies).toEqual([]);
    expect((await fetch(answer.headers['location'] ?? '')).headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it.each(['application/vnd.apple.mpegurl', 'application/dash+xml'])(
    'to a %s opens its whole folder for six hours',
    async (mediaType) => {
      const { follow } = await aDesk(aTarget({ mediaType, key: 'processed/alice/j/ladder/master a.m3u8' }));
      const answer = await follow({ inline: 'true' });
      expect(answer.headers['location']).toBe('https://media.example/media/processed/alice/j/ladder/master%20a.m3u8');
      expect(answer.cookies).toEqual([
        `pass=${seconds(6 * 3600).toISOString()}; Path=/media/processed/alice/j/ladder/; Secure`,
      ]);
    },
  );

  it.each(['application/vnd.apple.mpegurl', 'application/dash+xml'])(
    'to a %s that is not asked for in place leads to the page that plays it, since its playlist alone is nothing',
    async (mediaType) => {
      const { follow } = await aDesk(aTarget({ mediaType, key: 'processed/alice/j/ladder/master.m3u8' }));
      const answer = await follow();
      expect(answer).toMatchObject({ status: 303, cookies: [] });
      expect(answer.headers['location']).toMatch(/^https:\/\/media\.example\/watch\/[\w-]{43}$/);
    },
  );

  it('ends by itself, when it is revoked, and when its file is gone, all answered alike', async () => {
    const [expired, revoked, gone] = [await aDesk(), await aDesk(), await aDesk()];
    await revoked.engine.links.revoke(revoked.target.job);
    gone.engine.bucket.clear();
    const never = { token: 'x'.repeat(43) };
    const answers = [
      await expired.follow({}, seconds(60)),
      await revoked.follow(),
      await gone.follow(),
      await expired.follow({}, now, never),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect(body).toMatchObject({ code: 'link.not-found', detail: answers[0]?.body.detail });
    }
  });

  const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

  it.each([
    ['has expired', seconds(60), undefined, 'link.not-found'],
    ['lost a letter', now, { token: 'short' }, 'request.invalid'],
    ['never was', now, { token: 'x'.repeat(43) }, 'link.not-found'],
  ])('that %s leads a person to a page that says so', async (_what, at, params, because) => {
    const { follow } = await aDesk();
    expect(await follow({}, at, params, browser)).toMatchObject({
      status: 303,
      headers: { location: `https://media.example/gone?because=${because}`, 'cache-control': 'no-store' },
      body: '',
    });
  });

  it('that is dead stays a problem for a player and a program', async () => {
    const { follow } = await aDesk();
    for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json, text/html' }])
      expect((await follow({}, seconds(60), undefined, headers)).status).toBe(404);
  });

  it.each(['frozen', 'restoring'] as const)('to a file that is %s says so', async (state) => {
    const { follow } = await aDesk(aTarget(), state);
    expect(await follow()).toMatchObject({ status: 409, body: { code: 'artifact.frozen' } });
  });

  it.each(['short', '../../jobs', 'x'.repeat(44)])('has a token of ours, not %s', async (token) => {
    const { follow } = await aDesk();
    expect(await follow({}, now, { token })).toMatchObject({ status: 400, body: { field: 'token' } });
  });

  it('is shown or saved, nothing else', async () => {
    const { follow } = await aDesk();
    expect(await follow({ inline: 'maybe' })).toMatchObject({ status: 400, body: { field: 'inline' } });
  });
});
