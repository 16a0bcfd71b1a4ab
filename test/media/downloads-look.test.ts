import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobOf } from '../support/download-requests.ts';
import { aFetcher, anAllowedSite } from '../support/fetching.ts';
import { memberCookie } from '../support/site/asked.ts';
import type { Site } from '../support/site/site.ts';

let site: Site;
beforeAll(async () => {
  site = await anAllowedSite();
});
afterAll(() => site[Symbol.asyncDispose]());

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const jar = `# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\t${memberCookie.name}\t${memberCookie.value}\n`;

/** What a look says of a page of the site. */
const lookAt = async (path: string, asked: object = {}) => {
  await using fetcher = await aFetcher({ cookies: { [`alice/${id}`]: jar } });
  const looked = await fetcher.looks(jobOf({ url: site.url(path), ...asked }));
  const info = JSON.parse(await readFile(fetcher.pathOf(looked.info), 'utf8'));
  return { ...looked, said: info, ...fetcher };
};

const refused = async (path: string, asked: object = {}) => {
  await using fetcher = await aFetcher();
  const looking = fetcher.looks(jobOf({ url: site.url(path), ...asked }));
  const { code, message } = await looking.then(
    () => ({ code: 'none', message: '' }),
    (error: { code: string; message: string }) => error,
  );
  return { code, message, turns: fetcher.ports.sites.turns };
};

describe.concurrent('a look', () => {
  test('says what is there, what of it was chosen, and what the fetch will need', async () => {
    const looked = await lookAt('/watch/rich', { quality: '720p' });
    expect(looked).toMatchObject({
      ...{ title: 'Film rich', seconds: 6, live: 'no', waitSeconds: 0, withCookies: false },
      expected: [{ bytes: 7_200_000 }, { formatId: 'sound-opus' }],
      ytDlp: expect.stringMatching(/^\d{4}\.\d\d\.\d\d/),
      estimate: { minutes: expect.any(Number), scratchBytes: expect.any(Number) },
    });
    expect(looked.said).toMatchObject({ id: 'rich', formats: expect.any(Array) });
    expect(looked.lines).toContain(`yt-dlp ${looked.ytDlp}`);
    expect(looked.ports.sites.turns).toEqual([{ url: site.url('/watch/rich'), refusedAs: undefined }]);
  });

  test('of a page with several takes one', async () => {
    const { said, title } = await lookAt('/page/tracks');
    expect(title).toMatch(/^A film with subtitles/);
    expect(said).not.toHaveProperty('entries');
  });

  test.each([
    ['/watch/bot', 'source.blocked'],
    ['/watch/age', 'source.sign-in'],
    ['/watch/geo', 'source.geo'],
    ['/watch/private', 'source.private'],
    ['/watch/gone', 'source.gone'],
    ['/watch/drm', 'source.drm'],
    ['/watch/rate-limited', 'source.rate-limited'],
    ['/watch/upcoming', 'source.live-not-started'],
    ['/page/nothing', 'source.unsupported'],
  ])('of %s is told %s, and so is whoever asks the site next', async (path, code) => {
    const refusal = await refused(path);
    expect(refusal).toMatchObject({ code, turns: [{ refusedAs: code }] });
  });

  test('goes nowhere that the guard does not let it', async () => {
    expect(await refused('/away?to=http://10.0.0.1/clip.mp4')).toMatchObject({
      code: 'source.forbidden',
      message: expect.stringContaining('10.0.0.1'),
    });
  });

  test('refuses what is too long or too large before anything is fetched', async () => {
    expect(await refused('/watch/film', { maxSeconds: 5 })).toMatchObject({ code: 'source.too-large' });
    expect(await refused('/watch/rich', { maxBytes: 5_000_000 })).toMatchObject({ code: 'source.too-large' });
  });

  test('asks without cookies first, and with them once it was refused', async () => {
    const film = await lookAt('/watch/film', { cookies: { id } });
    expect(film.withCookies).toBe(false);
    const members = await lookAt('/watch/film-2?members', { cookies: { id } });
    expect(members).toMatchObject({ withCookies: true, title: 'Film film-2' });
    expect(members.ports.sites.turns.map(({ refusedAs }) => refusedAs)).toEqual(['source.blocked', undefined]);
    expect(JSON.stringify([members.said, members.lines])).not.toContain(`${memberCookie.name}=${memberCookie.value}`);
  });

  test('asks with cookies at once when told to, and never when told so', async () => {
    const always = await lookAt('/watch/film-3?members', { cookies: { id, policy: 'always' } });
    expect(always.ports.sites.turns).toHaveLength(1);
    await expect(lookAt('/watch/film-4?members', { cookies: { id, policy: 'never' } })).rejects.toMatchObject({
      code: 'source.blocked',
    });
  });

  test('says how long an announced stream lets itself be waited for, and gives up where that is too long', async () => {
    const live = (waitForScheduledSeconds: number) => ({ live: { waitForScheduledSeconds } });
    expect(await lookAt('/watch/upcoming', live(86_400))).toMatchObject({ live: 'upcoming', waitSeconds: 3600 });
    expect(await refused('/watch/upcoming', live(3600))).toMatchObject({ code: 'source.live-not-started' });
  });
});
