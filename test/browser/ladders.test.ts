import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { film, objections, openBrowser, playing, playsOn, seeState, type Visitor, visit } from '../support/browser.ts';
import { admin, artifactsOf, ended, upload } from '../support/client.ts';

describe('a ladder', () => {
  let browser: Browser;
  let visitor: Visitor;

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await visit(browser);
  });
  afterAll(() => browser?.close());

  it.each(['hls-ladder', 'dash-ladder'])(
    '%s is there to be watched, and plays in the browser from its links alone',
    async (preset) => {
      const then = { preset, name: `ladder-${randomUUID().slice(0, 8)}` };
      const { body } = await upload(admin(), await film(), { then });
      const page = await visitor.signedIn(`/jobs/${body.job.id}`);
      await seeState(page, 'Done');
      await page.getByText(/^\S+ [kM]?B, (HLS|DASH) ladder, all its parts together$/).waitFor();
      expect(await page.locator('a[download$=".m3u8"], a[download$=".mpd"]').count()).toBe(0);
      await page.getByRole('button', { name: 'Watch', exact: true }).click();
      await playing(page, 0.5);
      await page.close();
      expect(visitor.complaints).toEqual([]);
    },
  );

  it('plays for whoever has its link, without signing in, and says so when the link has ended', async () => {
    const { body } = await upload(admin(), await film(), { then: { preset: 'hls-ladder' } });
    await ended(admin(), body.job.id);
    const { artifacts } = await artifactsOf(admin(), body.job.id);
    const stranger = await visit(browser);
    const page = await stranger.context.newPage();
    await page.goto(artifacts[0].url);
    expect(new URL(page.url()).pathname).toMatch(/^\/watch\//);
    await page.getByText(/^This link works until \d+ \w+ \d{4}/).waitFor();
    const named = await page.getByRole('heading', { level: 1 }).textContent();
    expect(named).toBe(artifacts[0].name);
    expect(await page.title()).toBe(`${named} · Reelmill`);
    await playsOn(page, 0.5);
    expect(await objections(page)).toEqual([]);
    expect(stranger.complaints).toEqual([]);

    await admin()('DELETE', `/api/v1/jobs/${body.job.id}`);
    await page.reload();
    await page.getByRole('heading', { name: 'This link has expired or was withdrawn' }).waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    for (const dead of [artifacts[0].url, `${artifacts[0].url}x`, new URL('/watch/nope', artifacts[0].url).href]) {
      await page.goto(dead);
      await page.getByRole('heading', { name: 'This link has expired or was withdrawn' }).waitFor();
    }
    expect(await objections(page)).toEqual([]);
    await stranger.context.close();
  });
});
