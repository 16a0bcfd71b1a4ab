import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { objections, openBrowser, type Visitor, visit } from '../support/browser.ts';

/** On a phone, by keyboard: each test goes on where the one before left the page. */
describe('the hosted sign-in page at home', () => {
  const { publicUrl, user, password } = inject('stack');
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  const tell = async (secret: string) => {
    await page.getByLabel('Username').focus();
    await page.keyboard.type(user);
    await page.keyboard.press('Tab');
    await page.keyboard.type(secret);
    await page.keyboard.press('Enter');
  };

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await visit(browser, { viewport: { width: 360, height: 740 } });
    page = await visitor.context.newPage();
    await page.goto(publicUrl);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  });
  afterAll(() => browser?.close());

  it('is ours by name, and begins in the first field', async () => {
    expect(await page.title()).toBe('Sign in · Reelmill');
    expect(await page.evaluate('document.activeElement.name')).toBe('username');
    expect(await page.content()).not.toMatch(/ministack/i);
  });

  it.each(['light', 'dark'] as const)(
    'looks like the console in %s, and axe objects to nothing',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(ground).toBe(colorScheme === 'light' ? 'rgb(243, 245, 242)' : 'rgb(16, 22, 20)');
      expect(await objections(page)).toEqual([]);
    },
  );

  it('fits into 360 pixels, with fields that a thumb can hit', async () => {
    const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(over).toBeLessThanOrEqual(0);
    for (const field of [page.getByLabel('Password'), page.getByRole('button')])
      expect((await field.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  });

  it('says that a password is wrong, aloud, keeps the name, and takes the right one after it', async () => {
    await tell('not the password');
    expect(await page.getByRole('alert').textContent()).toContain('Incorrect username or password');
    expect(await objections(page)).toEqual([]);

    expect(await page.getByLabel('Username').inputValue()).toBe(user);
    expect(await page.evaluate('document.activeElement.name')).toBe('password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Account' }).waitFor();
    expect(visitor.complaints).toEqual([]);
  });
});
