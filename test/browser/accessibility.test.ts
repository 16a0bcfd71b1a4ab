import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allObjections, objections, openBrowser, openSources, seeState, visit } from '../support/browser.ts';
import { admin, ended, submit } from '../support/client.ts';
import { quickly, slowly } from '../support/sources.ts';

const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.textContent');

describe('the console, to everybody', () => {
  let browser: Browser;
  let sources: Awaited<ReturnType<typeof openSources>>;
  let page: Page;
  let jobs: { readonly slow: string; readonly quick: string; readonly text: string };

  beforeAll(async () => {
    [browser, sources] = await Promise.all([openBrowser(), openSources()]);
    const api = admin();
    const tail = randomUUID().slice(0, 8);
    const text = join(sources.folder, `text-${tail}.mp4`);
    await writeFile(text, 'this is not a film\n'.repeat(100));
    const quick = await submit(api, await sources.named(`quick-${tail}.mp4`, 'tiny.mp4'), quickly);
    const slow = await submit(api, await sources.named(`slow-${tail}.mp4`, 'endless.mp4'), slowly);
    jobs = { slow, quick, text: await submit(api, text, quickly) };
    await Promise.all([ended(api, quick), ended(api, jobs.text)]);
    page = await (await visit(browser)).signedIn();
  });
  afterAll(async () => {
    await admin()('DELETE', `/api/v1/jobs/${jobs.slow}`);
    await browser?.close();
    await sources?.[Symbol.asyncDispose]();
  });

  const go = (path: string) => page.goto(new URL(path, page.url()).href);
  const open = async (button: string): Promise<void> => {
    await go(`/jobs/${jobs.quick}`);
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('dialog').waitFor();
  };

  const views: Readonly<Record<string, () => Promise<unknown>>> = {
    'the page of a running job': async () => {
      await go(`/jobs/${jobs.slow}`);
      await seeState(page, 'Working');
      await page.getByRole('log').waitFor();
    },
    'the page for new jobs, with files in it': async () => {
      await go('/');
      const file = await sources.named(`seen-${randomUUID().slice(0, 8)}.mp4`, 'tiny.mp4');
      await page.getByLabel('Files to upload').setInputFiles(file);
      await page.getByRole('button', { name: /^Start 1 file/ }).waitFor();
      await page.getByRole('heading', { name: 'Lately' }).waitFor();
      await page.getByRole('button', { name: 'Another address' }).click();
    },
    'the list of everyone’s jobs': async () => {
      await go('/jobs?whose=all');
      await page.getByRole('listitem').filter({ hasText: 'Failed' }).first().waitFor();
    },
    'the page of a job that is done': async () => {
      await go(`/jobs/${jobs.quick}`);
      await page.getByRole('group', { name: 'Player' }).waitFor();
      await page.getByRole('heading', { name: 'Log' }).click();
    },
    'the page of a job that failed': async () => {
      await go(`/jobs/${jobs.text}`);
      await seeState(page, 'Failed');
    },
    'the mail': async () => {
      await go('/mail');
      await page.getByRole('article').waitFor();
    },
    'the dialog that deletes': () => open('Delete files'),
    'the dialog for another format': () => open('Another format'),
    'the account': () => open('Account'),
    'a page that is not there': async () => {
      await go('/nowhere');
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    },
  };

  it('shows the sign-in so that axe objects to nothing', async () => {
    const stranger = await (await visit(browser)).context.newPage();
    await stranger.goto(new URL('/', page.url()).href);
    await stranger.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await allObjections(stranger)).toEqual([]);
  });

  it.each(Object.entries(views))('shows %s so that axe objects to nothing', async (_what, show) => {
    await show();
    expect(await allObjections(page)).toEqual([]);
  });

  it.each(['Delete files', 'Another format', 'Account'])(
    'closes what %s opens by Escape and gives the focus back',
    async (name) => {
      await open(name);
      await page.keyboard.press('Tab');
      expect(await focused(page)).not.toBe(name);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(await focused(page)).toBe(name);
    },
  );

  it('begins with a way past the head, and the focus is seen on its way', async () => {
    await go('/jobs');
    await page.getByRole('navigation', { name: 'Which jobs' }).waitFor();
    const order: string[] = [];
    for (let press = 0; press < 8; press += 1) {
      await page.keyboard.press('Tab');
      const [said, outline] = (await page.evaluate(`[
        document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent,
        getComputedStyle(document.activeElement).outlineStyle,
      ]`)) as [string, string];
      expect(outline, `${said} shows that it has the focus`).not.toBe('none');
      order.push(said.replace(/:.*/, ''));
    }
    expect(order).toEqual([
      'Skip to the page',
      'Reelmill, start page',
      'New',
      'Jobs',
      'Mail',
      'Appearance',
      'Account',
      'All',
    ]);
  });

  it('would be objected to with a picture that has no words', async () => {
    await page.evaluate('document.body.append(new Image())');
    expect(await objections(page)).toContain('image-alt: img');
  });
});
