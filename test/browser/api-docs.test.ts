import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staticDoor } from '../../infra/local/front-door/static-files.ts';
import { buildSite } from '../../infra/site/build.ts';

type Served = { readonly origin: string; readonly browser: Browser; readonly close: () => Promise<void> };

/** The pages with the headers of the front door, which are as strict as those in AWS. */
const serveSite = async (): Promise<Served> => {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  await buildSite(folder);
  const server = createServer(staticDoor([folder], folder));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const close = async () => {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, browser, close };
};

let served: Served;
beforeAll(async () => {
  served = await serveSite();
});
afterAll(() => served.close());

const open = async (path: string) => {
  const page = await served.browser.newPage({ viewport: { width: 1400, height: 900 } });
  const seen = { foreign: [] as string[], complaints: [] as string[] };
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(served.origin))
      seen.foreign.push(request.url());
  });
  page.on('console', (message) => message.type() === 'error' && seen.complaints.push(message.text()));
  page.on('pageerror', (error) => seen.complaints.push(String(error)));
  await page.goto(`${served.origin}${path}`);
  return { page, seen };
};

describe('the pages of the API in a browser', () => {
  it('let one open an operation in Swagger UI', async () => {
    const { page, seen } = await open('/api/docs');
    await page.locator('#operations-jobs-listJobs .opblock-summary').click();
    await page.getByText('List jobs, newest first').waitFor();
    await page.getByRole('button', { name: 'Try it out' }).waitFor();
    expect(seen).toEqual({ foreign: [], complaints: [] });
  });

  it('let one read an operation in Redoc, laid out, under a policy without inline styles', async () => {
    const { page, seen } = await open('/api/redoc');
    const heading = page.getByRole('heading', { name: 'List jobs, newest first' });
    await heading.waitFor();
    const menu = await page.locator('.menu-content').boundingBox();
    expect((await heading.boundingBox())?.x).toBeGreaterThan((menu?.width ?? 0) + 10);
    expect(seen).toEqual({ foreign: [], complaints: [] });
  });
});
