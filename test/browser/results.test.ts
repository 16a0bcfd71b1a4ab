import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amend, openBrowser, openSources, playing, playsOn, position, visit } from '../support/browser.ts';
import { admin, artifactsOf, ended, submit } from '../support/client.ts';
import { quickly } from '../support/sources.ts';

/** The job of one source whose picture, MPEG-4 part 2, Chromium cannot decode, though it plays its sound. */
describe('the page of a result', () => {
  let browser: Browser;
  let sources: Awaited<ReturnType<typeof openSources>>;
  let page: Page;
  let job: string;

  beforeAll(async () => {
    [browser, sources] = await Promise.all([openBrowser(), openSources()]);
    const name = `unseen-${randomUUID().slice(0, 8)}.mp4`;
    job = await submit(admin(), await sources.named(name, 'unseen.mp4'), quickly);
    await ended(admin(), job);
    page = await (await visit(browser)).signedIn(`/jobs/${job}`);
  });
  afterAll(async () => {
    await browser?.close();
    await sources?.[Symbol.asyncDispose]();
  });

  it('says that the source cannot be shown, compares no further, and plays on', async () => {
    await playsOn(page);
    await page.getByText('Beside the source').click();
    await page.getByText('Your browser cannot show the source’s picture').waitFor();
    expect(await page.getByText('Wipe', { exact: true }).count()).toBe(0);
    expect(await page.locator('video').count()).toBe(1);
    await playing(page, (await position(page)) + 0.2);
  });

  it('says of files in cold storage how long they take to come back, and asks for them once told to', async () => {
    await amend<{ artifacts: object[] }>(page, /\/artifacts$/, ({ artifacts, ...links }) => ({
      ...links,
      artifacts: artifacts.map((artifact) => ({ ...artifact, state: 'frozen' })),
    }));
    await amend(page, /\/restore$/, (answer) => ({ ...answer, readyWithinHours: 5 }));
    await page.reload();
    await page.getByRole('heading', { name: 'The files are in cold storage' }).waitFor();
    expect(await page.getByRole('link', { name: 'Download' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Bring them back' }).click();
    await page.getByText('within 5 hours at the longest').waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('plays from its address alone, in a tab that holds nothing else', async () => {
    const stranger = await visit(browser);
    const tab = await stranger.context.newPage();
    const { artifacts } = await artifactsOf(admin(), job);
    await tab.goto(artifacts[0].inlineUrl);
    await playing(tab);
    expect(stranger.complaints).toEqual([]);
    await stranger.context.close();
  });
});
