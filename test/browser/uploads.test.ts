import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIn, openBrowser, openSources, type Visitor, visit } from '../support/browser.ts';
import { until } from '../support/wait.ts';

/** Parts go to presigned addresses under the bucket's name. */
const parts = /\/media\/.*partNumber=/;
const numberOf = (url: string): number => Number(new URL(url).searchParams.get('partNumber'));

describe('an upload', () => {
  let browser: Browser;
  let sources: Awaited<ReturnType<typeof openSources>>;
  let visitor: Visitor;

  beforeAll(async () => {
    [browser, sources] = await Promise.all([openBrowser(), openSources()]);
    visitor = await visit(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await sources?.[Symbol.asyncDispose]();
  });

  it('goes on after a closed tab, without sending again what has arrived', async () => {
    const name = `long-${randomUUID().slice(0, 8)}.mkv`;
    const file = await sources.named(name, 'noisy.mkv');
    const arrived: number[] = [];
    const loseAllButFirst = async (route: Route) => {
      if (numberOf(route.request().url()) > 1) await route.abort('connectionreset');
      else await route.continue();
    };
    visitor.context.on('response', (response) => {
      if (parts.test(response.url()) && response.ok()) arrived.push(numberOf(response.url()));
    });

    const first = await visitor.signedIn();
    await first.route(parts, loseAllButFirst);
    await bringIn(first, file, /^MP3/);
    await until(
      () => arrived,
      (numbers) => numbers.includes(1),
    );
    await first.getByText(/ of \d/).waitFor();
    await first.close();

    const second = await visitor.signedIn();
    await second.getByText('Uploaded, becoming MP3').waitFor();
    await until(
      () => arrived.length,
      (count) => count >= 3,
    );
    expect(arrived.toSorted()).toEqual([1, 2, 3]);
    await second.getByRole('link', { name: 'Watch' }).waitFor();
    await second.close();
  });

  it('pauses, goes on, and can be canceled', async () => {
    const file = await sources.named(`paused-${randomUUID().slice(0, 8)}.mkv`, 'noisy.mkv');
    const page = await visitor.signedIn();
    let away = true;
    await page.route(parts, async (route) => {
      if (away) await route.abort('connectionreset');
      else await route.continue();
    });
    await bringIn(page, file, /^MP3/);
    await page.getByRole('button', { name: /^Pause paused-/ }).click();
    await page.getByText(/^Paused at/).waitFor();
    away = false;
    await page.getByRole('button', { name: /^Resume paused-/ }).click();
    await page.getByText('Uploaded, becoming MP3').waitFor();

    away = true;
    await bringIn(page, await sources.named(`ended-${randomUUID().slice(0, 8)}.mkv`, 'noisy.mkv'), /^WAV/);
    const ended = page.waitForResponse((reply) => reply.request().method() === 'DELETE' && /uploads/.test(reply.url()));
    await page.getByRole('button', { name: /^Cancel ended-/ }).click();
    expect((await ended).status()).toBe(204);
    await page.getByText(/^ended-/).waitFor({ state: 'detached' });
    await page.close();
  });

  it('recognises a file that is in the list, one that was sent before, and an empty one', async () => {
    const name = `same-${randomUUID().slice(0, 8)}.mp4`;
    const file = await sources.named(name, 'tiny.mp4');
    const empty = join(sources.folder, `empty-${randomUUID().slice(0, 8)}.mp4`);
    await writeFile(empty, '');
    const page = await visitor.signedIn();
    const choose = (path: string) => page.getByLabel('Files to upload').setInputFiles(path);

    await choose(file);
    await page.getByRole('button', { name: `Cancel ${name}` }).waitFor();
    await choose(file);
    await page.getByText(`${name} is already in the list.`).waitFor();
    await choose(empty);
    await page.getByText(/^empty-.* is empty\.$/).waitFor();

    await page.getByRole('radio', { name: /^MP3/ }).check();
    await page.getByRole('button', { name: /^Start 1 file as MP3/ }).click();
    await page.getByText('Uploaded, becoming MP3').waitFor();
    await choose(file);
    await page.getByText('already uploaded: nothing is sent again').waitFor();
    await page.getByRole('radio', { name: /^WAV/ }).check();
    await page.getByRole('button', { name: /^Start 1 file as WAV/ }).click();
    await page.getByText('Uploaded, becoming WAV').waitFor();
    await page.close();
  });
});
