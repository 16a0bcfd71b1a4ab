import { beforeAll, describe, expect, inject, it } from 'vitest';
import { allEnded, artifactsOf, ask, submit } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { source } from '../support/sources.ts';

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, first, second]) => first ?? second ?? '');

/** What a player of an HLS playlist asks for next: lists, segments, and what comes before the first of them. */
const namedInPlaylist = (text: string): string[] => all(text, /^(?!#)(\S.*)$|URI="([^"]+)"/gm);

/** What a player of a DASH manifest asks for first, of every representation (ISO/IEC 23009-1, 5.3.9.4). */
const namedInManifest = (text: string): string[] =>
  all(text, /(?:initialization|media)="([^"]+)"/g).flatMap((template) =>
    all(text, /<Representation id="([^"]+)"/g).map((id) =>
      template
        .replace('$RepresentationID$', id)
        .replace(/\$Number(?:%0(\d)d)?\$/, (_, width) => '1'.padStart(width, '0')),
    ),
  );

const namedIn = (text: string): string[] =>
  text.startsWith('#EXTM3U') ? namedInPlaylist(text) : text.startsWith('<?xml') ? namedInManifest(text) : [];

describe.each([
  ['hls-ladder', 'application/vnd.apple.mpegurl', /^#EXTM3U/],
  ['dash-ladder', 'application/dash+xml', /^<\?xml/],
])('a %s', (preset, mediaType, beginning) => {
  let person: Person;
  let id: string;
  let playlist: string;
  let cookie: string;
  let cookies: string[];

  const get = (address: string, headers: Record<string, string> = {}) => ask('GET', address, { headers });

  beforeAll(async () => {
    person = await aPerson('user');
    id = await submit(person.api, await source('tiny.mp4'), { preset });
    expect(await allEnded(person.api, [id])).toMatchObject([{ state: 'succeeded', artifacts: [{ mediaType }, {}] }]);
    const { artifacts } = await artifactsOf(person.api, id);
    const opened = await get(artifacts[0].inlineUrl);
    expect(opened.status).toBe(303);
    playlist = opened.headers.get('location') ?? '';
    cookies = opened.headers.getSetCookie();
    cookie = cookies.map((set) => set.split(';')[0]).join('; ');
  });

  it("opens its own folder at our own origin, for a browser's player alone", () => {
    expect(playlist).toMatch(`${inject('stack').publicUrl}/media/processed/${person.owner}/${id}/`);
    expect(cookies).toHaveLength(3);
    for (const set of cookies) {
      expect(set).toMatch(/; HttpOnly/);
      expect(set).toMatch(/; SameSite=Lax/);
      expect(set).toContain(`Path=/media/processed/${person.owner}/${id}/`);
    }
  });

  it('plays with its cookies, from the playlist to the last byte of a segment', async () => {
    const main = await get(playlist, { cookie });
    expect(main.status).toBe(200);
    expect(main.text).toMatch(beginning);
    const seen = new Set([playlist]);
    const waiting = namedIn(main.text).map((name) => new URL(name, playlist).href);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const { status, text } = await get(next, { cookie });
      expect([next, status]).toEqual([next, 200]);
      for (const name of namedIn(text)) waiting.push(new URL(name, next).href);
    }
    expect(seen.size).toBeGreaterThan(2);
  });

  it('stays shut without its cookies, with altered ones, and for what lies elsewhere', async () => {
    expect((await get(playlist)).status).toBe(403);
    const altered = cookie.replace(
      /(CloudFront-Signature=)(.)/,
      (_, name, first) => name + (first === 'A' ? 'B' : 'A'),
    );
    expect((await get(playlist, { cookie: altered })).status).toBe(403);
    const elsewhere = playlist.replace(
      id,
      id.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    );
    expect((await get(elsewhere, { cookie })).status).toBe(403);
    const { body } = await person.api('GET', `/api/v1/jobs/${id}`);
    expect((await get(`/media/${body.request.source}`, { cookie })).status).toBe(403);
  });
});
