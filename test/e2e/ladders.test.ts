import { beforeAll, describe, expect, inject, it } from 'vitest';
import { allEnded, artifactsOf, ask, submit } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { source } from '../support/sources.ts';

/** What a player would ask for next: the addresses of an HLS playlist, or those of a DASH manifest's templates. */
const namedIn = (text: string): string[] =>
  text.startsWith('#EXTM3U')
    ? [...text.matchAll(/^[^#\s].*$|URI="([^"]+)"/gm)].map(([line, uri]) => uri ?? line)
    : [...text.matchAll(/<(?:BaseURL>|S\w+ [^>]*?(?:media|initialization|sourceURL)=")([^<"]+)/g)].map(
        ([, uri = '']) => uri,
      );

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
    const seen = new Set<string>([playlist]);
    const waiting = namedIn(main.text).map((name) => new URL(name, playlist).href);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next) || next.includes('$')) continue;
      seen.add(next);
      const answer = await get(next, { cookie });
      expect([next, answer.status]).toEqual([next, 200]);
      if (answer.text.startsWith('#EXTM3U'))
        waiting.push(...namedIn(answer.text).map((name) => new URL(name, next).href));
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
