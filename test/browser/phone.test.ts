import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openSources, overflow, position, seeState, visit } from '../support/browser.ts';
import { until } from '../support/wait.ts';

const phone = { viewport: { width: 360, height: 740 } };

/** Tabs on until the named thing has the focus, as somebody without a mouse does; it must be seen to have it. */
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  const focused = () =>
    page.evaluate(`(() => {
      const at = document.activeElement;
      const said = at?.getAttribute('aria-label') ?? at?.labels?.[0]?.textContent ?? at?.textContent ?? '';
      const { outlineStyle } = getComputedStyle(at);
      return { said, seen: outlineStyle !== 'none' || at.matches('[tabindex="-1"]') };
    })()`) as Promise<{ said: string; seen: boolean }>;
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab');
    const { said, seen } = await focused();
    if (!name.test(said)) continue;
    expect(seen, `${said} shows that it has the focus`).toBe(true);
    return;
  }
  throw new Error(`60 tabs did not reach ${name}`);
};

describe('the console on a phone', () => {
  let browser: Browser;
  let sources: Awaited<ReturnType<typeof openSources>>;
  let page: Page;

  beforeAll(async () => {
    [browser, sources] = await Promise.all([openBrowser(), openSources()]);
    page = await (await visit(browser, phone)).signedIn();
  });
  afterAll(async () => {
    await browser?.close();
    await sources?.[Symbol.asyncDispose]();
  });

  it('takes a file from choosing to playing with the keyboard alone', async () => {
    const name = `thumb-${randomUUID().slice(0, 8)}.webm`;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tabTo(page, /^Format/);
    await page.keyboard.type('H.264 480p');
    await page.getByLabel('Files to upload').setInputFiles(await sources.named(name, 'film'));
    await tabTo(page, /^Start 1 file as H\.264 480p/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Watch' }).waitFor();
    await tabTo(page, /^Watch/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await seeState(page, 'Done');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await tabTo(page, /^Player$/);
    await page.keyboard.press('Space');
    await until(
      () => position(page),
      (at) => at > 0.2,
    );
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  it.each(['/', '/jobs', '/jobs?show=gone&when=today', '/fetch', '/cookies', '/mail', '/nowhere'])(
    'fits %s into 360 pixels',
    async (path) => {
      await page.goto(new URL(path, page.url()).href);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    },
  );

  it('is dark or light as the system is, until somebody chooses', async () => {
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await ground();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.getByRole('button', { name: /^Appearance/ }).click();
    expect(await ground()).toBe(light);
    await page.reload();
    await page.getByRole('button', { name: 'Account' }).waitFor();
    expect(await ground()).toBe(light);
  });
});
