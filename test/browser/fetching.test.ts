import { readFile } from 'node:fs/promises';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { allObjections, openBrowser, overflow, playsOn, seeState, type Visitor, visit } from '../support/browser.ts';
import { admin } from '../support/client.ts';
import { aLine } from '../support/cookies.ts';
import { memberCookie } from '../support/site/asked.ts';
import type { Site } from '../support/site/site.ts';
import { openStackSite } from '../support/stack-site.ts';

const desk = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/** Whether somebody sees it without scrolling, and nothing lies over it. */
const isInSight = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const top = element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2);
    return element === top || element.contains(top);
  });

/** One visit from page to page; each test goes on where the one before left it. */
describe('a person with addresses', () => {
  let browser: Browser;
  let site: Site;
  let visitor: Visitor;
  let page: Page;
  const asked = new Set<string>();

  beforeAll(async () => {
    [browser, site] = await Promise.all([openBrowser(), openStackSite()]);
    visitor = await visit(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
    page = await visitor.signedIn();
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
  });
  afterAll(async () => {
    await browser?.close();
    await site?.[Symbol.asyncDispose]();
  });

  const go = (path: string) => page.goto(new URL(path, page.url()).href);
  const row = (text: string) => page.getByRole('listitem').filter({ hasText: text });
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  const paste = async (text: string): Promise<void> => {
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await page.keyboard.press('Control+V');
  };
  /** What axe objects to in every light, and whether a phone is wide enough. */
  const seen = async () => {
    const objections = await allObjections(page);
    await page.setViewportSize(phone);
    const over = await overflow(page);
    await page.setViewportSize(desk);
    return { objections, fits: over <= 0 };
  };
  const fine = { objections: [], fits: true };

  it('sees at once what one address shows, by pasting it, without any site being told', async () => {
    await page.getByRole('button', { name: 'Choose files' }).waitFor();
    // a site that takes its time is answered for by the job that asks it
    const asking = { id: '01890a5d-ac96-774b-bcce-b302099a8057', kind: 'look', state: 'running', attempt: 1 };
    await page.route(/\/api\/v1\/metadata/, (route) => route.fulfill({ status: 202, json: asking }), { times: 1 });
    await paste(site.url('/watch/rich'));
    await page.getByText('Asking the site').waitFor();
    await page.getByRole('heading', { name: 'Film rich' }).waitFor();
    await page.getByRole('radio', { name: '720p' }).check();
    await page.getByText('About 7.3 MB.').waitFor();
    expect(await page.evaluate('document.querySelector("main img").naturalWidth')).toBe(320);
    await page.getByText('More wishes').click();
    await page.getByLabel('Subtitles', { exact: true }).check();
    expect(await seen()).toEqual(fine);
  });

  it('sees of a plain file and of a stream that there is one form of each, and which', async () => {
    for (const path of ['/plain/clip.mp4', '/stream/media_0.m3u8']) {
      await go(`/fetch?url=${encodeURIComponent(site.url(path))}`);
      await page.getByRole('radio', { name: 'The only form there is: MP4' }).waitFor();
      expect(await page.getByText('how large it is, is not told').isVisible()).toBe(true);
    }
    expect(await seen()).toEqual(fine);
  });

  it('is told why an address is not fetched, in the words of the page', async () => {
    await page.getByLabel('Address').fill('http://10.0.0.1/z');
    await page.getByLabel('Address').press('Enter');
    await page.getByText('10.0.0.1 is not on the public internet.').waitFor();
    await page.getByLabel('Address').fill('http://printer.local/z');
    await page.getByLabel('Address').press('Enter');
    await page.getByText(/^"http:\/\/printer\.local\/z" is not fetched: such names exist/).waitFor();
  });

  it('fetches it as wished, and plays the file', async () => {
    // it seems to be of a list, and is none
    await page.getByLabel('Address').fill(site.url('/watch/film-3?list=mine'));
    await page.getByLabel('Address').press('Enter');
    await page.getByRole('heading', { name: 'Film film-3' }).waitFor();
    await page.getByRole('radio', { name: /^Best there is/ }).check();
    await page.getByLabel('Subtitles', { exact: true }).check();
    await page.getByText('There is en.').waitFor();
    await page.getByRole('button', { name: 'Fetch it' }).click();
    await heading('Film film-3');
    await seeState(page, 'Done');
    await page.getByRole('heading', { name: 'Film film-3.en.srt' }).waitFor();
    await playsOn(page);
    expect([...asked]).toEqual([new URL(inject('stack').publicUrl).origin]);
  });

  it('picks from a playlist by filter, by numbers and by ticks', async () => {
    await go(`/fetch?url=${encodeURIComponent(site.url('/playlist/130?failing=2'))}`);
    await page.getByRole('button', { name: 'Fetch 130 items' }).waitFor();
    await page.getByText('Filter and order').click();
    await page.getByLabel('In the title').fill('film 12');
    await page.getByRole('button', { name: 'Show these' }).click();
    await page.getByRole('button', { name: 'Fetch all that pass' }).waitFor();
    await row('Film 129').waitFor();
    expect(await seen()).toEqual(fine);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('Which ones').fill('1-2,x');
    expect(await page.getByRole('button', { name: 'Fetch what is picked' }).isDisabled()).toBe(true);
    await page.getByLabel('Which ones').fill('1-3,-1');
    await page.getByRole('button', { name: 'Fetch 4 items' }).waitFor();
    await page.getByRole('checkbox', { name: /Film 3\b/ }).uncheck();
    expect(await page.getByLabel('Which ones').inputValue()).toBe('1-2,130');
    await page.setViewportSize(phone);
    await page.evaluate('scrollTo(0, 0)');
    const begin = page.getByRole('button', { name: 'Fetch 3 items' });
    expect(await isInSight(begin)).toBe(true);
    await page.getByRole('button', { name: 'What to fetch' }).click();
    expect(await isInSight(page.getByRole('radio', { name: 'Video' }))).toBe(true);
    expect(await isInSight(begin)).toBe(true);
    await page.setViewportSize(desk);
    await begin.click();
  });

  it('watches the batch, whose failed item says what to do, and tries that one again', async () => {
    await heading('A list of 130');
    await seeState(page, 'Done');
    await page.getByText('2 of 3 items came through', { exact: true }).waitFor();
    await row('Film film-130').getByText('Done').waitFor();
    await page.getByRole('navigation', { name: 'Which items' }).getByRole('link', { name: 'Failed 1' }).click();
    await row('Film film-130').waitFor({ state: 'detached' });
    await row('Film 2').getByText('then lend cookies of the account that has it').waitFor();
    expect(await seen()).toEqual(fine);
    await page.getByRole('button', { name: 'Retry 1 failed item' }).click();
    await page.locator('main header').getByText('attempt 2').waitFor();
    await seeState(page, 'Done');
    await row('Film 2').getByText('attempt 2').waitFor();
  });

  const saved = async (button: string): Promise<readonly [name: string, text: string]> => {
    const [file]: [Download, unknown] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    return [file.suggestedFilename(), await readFile(await file.path(), 'utf8')];
  };

  it('takes its list away, whole or what was lost', async () => {
    const [name, table] = await saved('Save as a table (CSV)');
    expect(name).toBe('A-list-of-130.csv');
    expect(table.split('\r\n').map((line) => line.split(',').slice(2, 5))).toEqual([
      ['title', 'state', 'code'],
      ['Film 1', 'succeeded', ''],
      ['Film 2', 'failed', 'source.private'],
      ['Film 130', 'succeeded', ''],
      [],
    ]);
    await page.getByLabel('Which of it').selectOption('Failed and refused');
    expect(await saved('Save the addresses')).toEqual(['A-list-of-130-failed.txt', `${site.url('/watch/private')}\n`]);
  });

  it('brings a list as a file, is told its bad lines, and cancels what is left of it', async () => {
    const slow = ['one', 'two'].map((name) => site.url(`/watch/${name}?file=/slow/60000/long.mp4`));
    const text = [...slow, 'just words', '', slow[0], 'http://10.0.0.1/', 'http://nas.local/'].join('\n');
    await page.getByRole('link', { name: 'New' }).click();
    await page
      .getByLabel('Files to upload')
      .setInputFiles({ name: 'mine.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.getByText('3 addresses, 2 lines that cannot be used, 1 left out that was there twice.').waitFor();
    await row('Line 3').getByText('There is no address in this line.').waitFor();
    await row('Line 6').getByText('10.0.0.1 is not on the public internet.').waitFor();
    expect(await seen()).toEqual(fine);
    await page.getByRole('button', { name: 'Fetch 3 addresses' }).click();
    await row('Line 7').getByText('such names exist within a network only').waitFor();
    await page.getByRole('link', { name: 'See how it goes' }).click();
    await row('Film one')
      .getByText(/ of 5\.\d MB/)
      .waitFor();
    await page.getByRole('button', { name: 'Cancel what is left' }).click();
    await page.getByRole('button', { name: 'Cancel the rest' }).click();
    await seeState(page, 'Canceled');
    await page.getByRole('link', { name: 'Canceled 2' }).waitFor();
  });

  it('lends cookies to a site that refuses without them, sees what it shows with them, and erases them', async () => {
    const members = `/fetch?url=${encodeURIComponent(site.url('/watch/film-1?members'))}`;
    await go(members);
    await page.getByRole('heading', { name: 'The site refuses to answer this machine.' }).waitFor();
    await page.getByRole('link', { name: /^Lend / }).click();
    await heading('Cookies for sites');
    const own = { domain: '127.0.0.1', below: 'FALSE', secure: 'FALSE', ...memberCookie };
    const cookies = [aLine(own), aLine({ domain: '.example.org' })].join('\n');
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'cookies.txt', mimeType: 'text/plain', buffer: Buffer.from(cookies) });
    await page.getByRole('button', { name: 'Lend them' }).click();
    await page.getByText('these are of 2 sites').waitFor();
    await page.getByLabel('Site').fill('127.0.0.1');
    await page.getByRole('button', { name: 'Lend them' }).click();
    await page.getByText('1 cookie of 127.0.0.1 is kept.').waitFor();
    await row('127.0.0.1').getByText('good until').waitFor();
    expect(await seen()).toEqual(fine);

    await go(members);
    await page.getByLabel('Cookies').selectOption('127.0.0.1');
    await page.getByRole('heading', { name: 'Film film-1' }).waitFor();
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('link', { name: 'Cookies for sites' }).click();
    await page.getByRole('button', { name: 'Erase the cookies of 127.0.0.1' }).click();
    await page.getByRole('button', { name: 'Erase them' }).click();
    await row('127.0.0.1').waitFor({ state: 'detached' });
    const { body } = await admin()('GET', '/api/v1/auth/cookies');
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
  });

  it('met no error but the refusals that it was told of', () => {
    const told = [
      /^403 .*\/api\/v1\/metadata/,
      /^422 .*\/playlist\/preview/,
      /^502 .*\/api\/v1\/metadata/,
      /^400 .*\/auth\/cookies/,
    ];
    expect(visitor.complaints.filter((complaint) => !told.some((known) => known.test(complaint)))).toEqual([]);
  });
});
