import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { film, openBrowser, playsOn, seeState, type Visitor, visit } from '../support/browser.ts';
import { admin, upload } from '../support/client.ts';

describe('a ladder', () => {
  let browser: Browser;
  let visitor: Visitor;

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await visit(browser);
  });
  afterAll(() => browser?.close());

  it.each(['hls-ladder', 'dash-ladder'])('%s plays in the browser, from its links alone', async (preset) => {
    const then = { preset, name: `ladder-${randomUUID().slice(0, 8)}` };
    const { body } = await upload(admin(), await film(), { then });
    const page = await visitor.signedIn(`/jobs/${body.job.id}`);
    await seeState(page, 'Done');
    await playsOn(page, 0.5);
    await page.close();
    expect(visitor.complaints).toEqual([]);
  });
});
