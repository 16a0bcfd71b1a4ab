import { describe, expect, it } from 'vitest';
import { aCertificate } from '../../../support/certificate.ts';
import { aGuard, aSite, ask, tunnelTo } from '../../../support/guard.ts';

const identity = aCertificate('site.test');

const reader = (proxy: string) => proxy.replace('//guard:', '//reader:');

const playlist = '#EXTM3U\n#EXTINF:4,\nhttps://site.test/a.ts\n#EXT-X-ENDLIST\n';

/** A site of https that gives a playlist, a film and a redirect. */
const aSecureSite = () =>
  aSite(({ url }, response) => {
    if (url === '/list.m3u8')
      response.writeHead(206, { 'content-range': `bytes 0-${playlist.length - 1}/${playlist.length}` }).end(playlist);
    else if (url === '/moved') response.writeHead(302, { location: 'https://site.test/film.mp4' }).end();
    else response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 17 }).end('https://a film is');
  }, identity);

describe('a reader behind the guard', () => {
  it('reads a site of https by plain HTTP, and the site sees its own name', async () => {
    await using site = await aSecureSite();
    await using guard = await aGuard([site.port], { ca: identity.cert });
    const answer = await ask(reader(guard.url), `http://https--.site.test:${site.port}/film.mp4`);
    expect(answer).toMatchObject({ status: 200, body: 'https://a film is' });
    expect(site.seen[0]?.headers.host).toBe(`site.test:${site.port}`);
    expect(guard.bytes()).toBe(17);
  });

  it('gets playlists and redirects that lead on through the guard', async () => {
    await using site = await aSecureSite();
    await using guard = await aGuard([site.port], { ca: identity.cert });
    const base = `http://https--.site.test:${site.port}`;
    const list = await ask(reader(guard.url), `${base}/list.m3u8`);
    expect(list).toMatchObject({ status: 200, body: playlist.replace('https://', 'http://https--.') });
    expect(list.headers['content-range']).toBeUndefined();
    const moved = await ask(reader(guard.url), `${base}/moved`);
    expect(moved).toMatchObject({ status: 302, headers: { location: 'http://https--.site.test/film.mp4' } });
  });

  it.each(['127.0.0.1', '2130706433', '10.0.0.1', 'localhost', 'u@site.test', 'metadata.google.internal'])(
    'reaches nothing more than a tool does: %s',
    async (host) => {
      await using site = await aSecureSite();
      await using guard = await aGuard([], { ca: identity.cert });
      expect((await ask(reader(guard.url), `http://https--.${host}:${site.port}/`)).status).toBe(403);
      expect(site.seen).toHaveLength(0);
    },
  );

  it('believes no certificate but that of the host', async () => {
    await using site = await aSecureSite();
    await using guard = await aGuard([site.port], { ca: identity.cert });
    expect((await ask(reader(guard.url), `http://https--.other.test:${site.port}/film.mp4`)).status).toBe(502);
    await using strict = await aGuard([site.port]);
    expect((await ask(reader(strict.url), `http://https--.site.test:${site.port}/film.mp4`)).status).toBe(502);
    expect(site.seen).toHaveLength(0);
  });

  it('opens no tunnel', async () => {
    await using site = await aSecureSite();
    await using guard = await aGuard([site.port]);
    expect((await tunnelTo(reader(guard.url), `site.test:${site.port}`)).status).toBe(407);
  });
});

it('a tool that does its own TLS gets playlists as they are, and finds nobody under the name of a reader', async () => {
  await using site = await aSite((_request, response) => void response.end(playlist));
  await using guard = await aGuard([site.port]);
  expect((await ask(guard.url, `http://site.test:${site.port}/list.m3u8`)).body).toBe(playlist);
  await ask(guard.url, `http://https--.site.test:${site.port}/`);
  expect(site.seen[1]?.headers.host).toBe(`https--.site.test:${site.port}`);
});
