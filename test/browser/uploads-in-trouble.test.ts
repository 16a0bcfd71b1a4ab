import { randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIn, openBrowser, openSources, type Visitor, visit } from '../support/browser.ts';
import { admin } from '../support/client.ts';
import { source } from '../support/sources.ts';

const parts = /\/media\/.*partNumber=/;
const fresh = (name: string) => `${name}-${randomUUID().slice(0, 8)}`;

/** The browser keeps no copy of a large file; this makes it so for small ones, in place of sending gigabytes. */
const forgetCopies = (page: Page): Promise<void> =>
  page.evaluate(`new Promise((done, fail) => {
    const request = indexedDB.open('reelmill', 1);
    request.onerror = () => fail(request.error);
    request.onsuccess = () => {
      const store = request.result.transaction('uploads', 'readwrite').objectStore('uploads');
      store.getAll().onsuccess = ({ target }) => {
        for (const { file, ...kept } of target.result) store.put(kept);
        store.transaction.oncomplete = () => done();
      };
    };
  })`);

describe('an upload in trouble', () => {
  let browser: Browser;
  let sources: Awaited<ReturnType<typeof openSources>>;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    [browser, sources] = await Promise.all([openBrowser(), openSources()]);
    visitor = await visit(browser);
    page = await visitor.signedIn();
  });
  afterAll(async () => {
    await browser?.close();
    await sources?.[Symbol.asyncDispose]();
  });

  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });

  it('fails alone among several, says why, and can be tried again alone', async () => {
    const names = [fresh('one'), fresh('bad'), fresh('two')].map((name) => `${name}.mp4`);
    const [, bad = ''] = names;
    const files = await Promise.all(names.map((name) => sources.named(name, 'tiny.mp4')));
    let refusing = true;
    await page.route(parts, async (route: Route) => {
      if (refusing && route.request().url().includes(bad)) await route.fulfill({ status: 400 });
      else await route.continue();
    });
    await bringIn(page, files, /^MP3/);
    for (const name of names.filter((one) => one !== bad))
      await row(name).getByText('Uploaded, becoming MP3').waitFor();
    await row(bad).getByText('The store refused a part of the file (400).').waitFor();
    refusing = false;
    await row(bad).getByRole('button', { name: 'Retry' }).click();
    await row(bad).getByText('Uploaded, becoming MP3').waitFor();
    await page.unroute(parts);
  });

  /** Lets the API do what the page asks for, and loses its first answer; the keys that were sent with it. */
  const loseFirstAnswer = async (address: RegExp): Promise<(string | undefined)[]> => {
    const keys: (string | undefined)[] = [];
    await page.route(address, async (route: Route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.push(route.request().headers()['idempotency-key']);
      const response = await route.fetch();
      return keys.length === 1 ? route.abort('connectionreset') : route.fulfill({ response });
    });
    return keys;
  };

  it('begins once and starts its work once, though the answers are lost', async () => {
    const name = `${fresh('unheard')}.mp4`;
    const file = await sources.named(name, 'tiny.mp4');
    const begun = await loseFirstAnswer(/\/api\/v1\/uploads$/);
    await bringIn(page, file, /^MP3/);
    await row(name).getByText('Uploaded, becoming MP3').waitFor();
    const asked = await loseFirstAnswer(/\/api\/v1\/transcode$/);
    await bringIn(page, file, /^WAV/);
    await row(name).getByText('becoming WAV').waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });

    for (const keys of [begun, asked]) {
      expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
      expect(keys).toEqual([keys[0], keys[0]]);
    }
    const { body: open } = await admin()('GET', '/api/v1/uploads?limit=100');
    expect(open.uploads.filter(({ fileName }: { fileName: string }) => fileName === name)).toEqual([]);
    const { body: made } = await admin()('GET', '/api/v1/jobs?limit=100');
    expect(made.jobs.filter((job: { name: string }) => job.name === name)).toHaveLength(2);
  });

  it('waits while there is no connection, says so, and goes on by itself', async () => {
    const name = `${fresh('offline')}.mkv`;
    const file = await sources.named(name, 'noisy.mkv');
    let sent = 0;
    await page.route(parts, async (route: Route) => {
      sent += 1;
      if (sent === 1) await visitor.context.setOffline(true);
      await route.continue();
    });
    await bringIn(page, file, /^MP3/);
    await page.getByText('Reelmill does not answer.').waitFor();
    expect(await row(name).getByRole('progressbar').isVisible()).toBe(true);
    await visitor.context.setOffline(false);
    await row(name).getByText('Uploaded, becoming MP3').waitFor();
    await page.getByText('Reelmill does not answer.').waitFor({ state: 'detached' });
    await page.unroute(parts);
  });

  it('does not go on with a file that was replaced while the tab was closed', async () => {
    const name = `${fresh('replaced')}.mkv`;
    const file = await sources.named(name, 'noisy.mkv');
    await page.route(parts, (route: Route) => route.abort('connectionreset'));
    const begun = page.waitForResponse((reply) => reply.url().endsWith('/api/v1/uploads') && reply.status() === 201);
    await bringIn(page, file, /^MP3/);
    await begun;
    await row(name)
      .getByText(/ of \d/)
      .waitFor();
    await forgetCopies(page);
    await page.close();

    page = await visitor.signedIn();
    await row(name).getByText('stopped when the tab was closed').waitFor();
    await copyFile(await source('tiny.mp4'), file);
    const choose = page.getByLabel(`Choose ${name} again`);
    await choose.setInputFiles(file);
    await row(name).getByText(`${name} has changed since its upload began`).waitFor();
    await choose.setInputFiles(await sources.named('other.mp4', 'tiny.mp4'));
    await row(name).getByText(`That is other.mp4. Choose ${name} to go on.`).waitFor();

    const freed = page.waitForResponse((reply) => reply.request().method() === 'DELETE' && /uploads/.test(reply.url()));
    await row(name)
      .getByRole('button', { name: `Cancel ${name}` })
      .click();
    expect((await freed).status()).toBe(204);
    await page.getByText(name).waitFor({ state: 'detached' });
  });
});
