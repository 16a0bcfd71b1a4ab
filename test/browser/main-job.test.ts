import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bringIn,
  openBrowser,
  openSources,
  playsOn,
  position,
  seeState,
  type Visitor,
  visit,
} from '../support/browser.ts';
import { until } from '../support/wait.ts';

const name = `holiday-${randomUUID().slice(0, 8)}.webm`;

/** One visit from sign-in to sign-out; each test goes on where the one before left the page. */
describe('a person with a video', () => {
  let browser: Browser;
  let sources: Awaited<ReturnType<typeof openSources>>;
  let visitor: Visitor;
  let page: Page;
  let jobUrl: string;

  beforeAll(async () => {
    [browser, sources] = await Promise.all([openBrowser(), openSources()]);
    visitor = await visit(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  });
  afterAll(async () => {
    await browser?.close();
    await sources?.[Symbol.asyncDispose]();
  });

  it('signs in at the hosted page and comes back to the address that was asked for', async () => {
    page = await visitor.signedIn('/jobs?show=live');
    await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    expect(new URL(page.url()).search).toBe('?show=live');
  });

  it('uploads it and sees the job begin', async () => {
    await page.getByRole('link', { name: 'New' }).click();
    await bringIn(page, await sources.named(name, 'film'), /^H\.264 480p/);
    await page.getByText('Uploaded, becoming H.264 480p').waitFor();
    await page.getByRole('link', { name: 'Watch' }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    jobUrl = page.url();
  });

  it('watches it to its end without reloading', async () => {
    await seeState(page, 'Done');
    await page.getByRole('heading', { name: /^Files?$/ }).waitFor();
    await page.getByText('H.264', { exact: true }).first().waitFor();
  });

  it('plays the result', async () => {
    await playsOn(page);
    const before = await position(page);
    await page.getByRole('slider', { name: 'Position' }).press('End');
    expect(await position(page)).toBeGreaterThan(before);
  });

  it('sees the result beside its source, both at the same moment', async () => {
    await page.getByLabel('Position').fill('2.5');
    await page.getByText('Beside the source').click();
    const apart = `(() => {
      const [result, source] = document.querySelectorAll('video');
      return source?.readyState >= 2 ? Math.abs(result.currentTime - source.currentTime) : 9;
    })()`;
    await until(
      () => page.evaluate(apart).then(Number),
      (seconds) => seconds < 0.15,
    );
    await page.getByText('Wipe', { exact: true }).click();
    await page.getByRole('slider', { name: 'Edge between source and result' }).press('Home');
  });

  it('has loaded no player of ladders for what the browser plays by itself', async () => {
    const loaded = (await page.evaluate(
      'performance.getEntriesByType("resource").map(({ name }) => name)',
    )) as string[];
    expect(loaded.filter((address) => /stage-.*\.js/.test(address))).not.toEqual([]);
    expect(loaded.filter((address) => /\/(hls|dash)[^/]*\.js/.test(address))).toEqual([]);
  });

  it('downloads the very bytes whose sum the page shows', async () => {
    const sum = await page
      .locator('code')
      .filter({ hasText: /^[0-9a-f]{64}$/ })
      .first()
      .textContent();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).first().click(),
    ]);
    const bytes = await readFile(await download.path());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum);
    expect(download.suggestedFilename()).toMatch(/\.mp4$/);
  });

  it('keeps the files longer, and for ever', async () => {
    await page.getByLabel('Keep the files').selectOption({ label: 'For one day from now' });
    await page.getByText(/^They are deleted on .*\((tomorrow|in 24 hours)\)/).waitFor();
    await page.getByLabel('Keep the files').selectOption({ label: 'Until I delete them' });
    await page.getByText('They stay until you delete them.').waitFor();
  });

  it('copies a link to the job that works in another tab once signed in', async () => {
    await page.getByRole('button', { name: 'Copy link' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(jobUrl);
    const other = await visitor.signedIn(new URL(jobUrl).pathname);
    await other.getByRole('heading', { name, level: 1 }).waitFor();
    await other.close();
  });

  it('finds the mail, and its link leads to the file', async () => {
    await page.getByRole('link', { name: 'Mail' }).click();
    await page
      .getByRole('navigation', { name: 'Messages' })
      .getByRole('link', { name: new RegExp(name) })
      .click();
    const mail = page.frameLocator('iframe');
    const link = mail.locator('a[href*="/api/v1/links/"]').first();
    const href = await link.getAttribute('href');
    expect((await fetch(href ?? '', { redirect: 'manual' })).status).toBe(303);
  });

  it('signs out, and the pages are shut', async () => {
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.goto(jobUrl);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  });

  it('never met an error or a refusal of the content security policy', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
