import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axe from 'axe-core';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { type SourceName, source, toolPath } from './sources.ts';
import { until } from './wait.ts';

/** Headless, without the calls home that a closed network would refuse one by one. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** Slow machines are no reason to fail: what a person would wait for, a test waits for. */
const patienceMs = 90_000;

export type Visitor = {
  readonly context: BrowserContext;
  /** What the browser complained about: refused by the policy, thrown, not found. A good visit leaves it empty. */
  readonly complaints: string[];
  /** A tab of the console on which the demo user has signed in at the hosted page, at this address. */
  readonly signedIn: (path?: string) => Promise<Page>;
};

const listen = (page: Page, complaints: string[]): void => {
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    const told = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !told) complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
};

const signIn = async (page: Page, path: string): Promise<void> => {
  const { publicUrl, user, password } = inject('stack');
  await page.goto(new URL(path, publicUrl).href);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('input[name="username"]').fill(user);
  await page.locator('input[type="password"]').fill(password);
  await page.locator('input[type="password"]').press('Enter');
  await page.getByRole('button', { name: 'Account' }).waitFor();
};

/** A person with a browser of their own: nothing kept from anybody before. */
export const visit = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(patienceMs);
  const complaints: string[] = [];
  context.on('page', (page) => listen(page, complaints));
  return {
    context,
    complaints,
    signedIn: async (path = '/') => {
      const page = await context.newPage();
      await signIn(page, path);
      return page;
    },
  };
};

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });

const run = promisify(execFile);
const fixtures = join(import.meta.dirname, '..', '..', '.reelmill', 'fixtures', 'browser');

/** Six seconds that Chromium itself plays, so that a source can be seen beside its result. */
export const film = async (): Promise<string> => {
  const path = join(fixtures, 'film.webm');
  if (existsSync(path)) return path;
  await mkdir(fixtures, { recursive: true });
  const draft = join(fixtures, `.draft-${process.pid}.webm`);
  const inputs = ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25:d=6', '-f', 'lavfi', '-i', 'sine=f=330:d=6:r=48000'];
  const codecs = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '800k', '-c:a', 'libopus'];
  await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...inputs, ...codecs, draft], {
    env: { ...process.env, PATH: toolPath },
  });
  await rename(draft, path);
  return path;
};

/** A folder of sources under names of their own, so that a test finds its job among all others. */
export const openSources = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-browser-'));
  return {
    named: async (name: string, of: SourceName | 'film'): Promise<string> => {
      const path = join(folder, name);
      await copyFile(of === 'film' ? await film() : await source(of), path);
      return path;
    },
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};

/** Chooses a format and files on the page for new jobs, and starts them. */
export const bringIn = async (page: Page, files: string | string[], format: string | RegExp): Promise<void> => {
  await page.getByRole('radio', { name: format }).check();
  await page.getByLabel('Files to upload').setInputFiles(files);
  await page.getByRole('button', { name: /^Start \d+ file/ }).click();
};

/** Waits until the job whose page is open has ended, in the words of the page. */
export const seeState = (page: Page, state: 'Done' | 'Failed' | 'Canceled' | 'Working'): Promise<void> =>
  page.locator('main header').getByText(state, { exact: true }).waitFor();

/** Seconds into the first player on the page. */
export const position = (page: Page): Promise<number> =>
  page.evaluate('document.querySelector("video, audio")?.currentTime ?? -1');

/** Waits until the picture has really moved on. */
export const playing = async (page: Page, seconds = 0.3): Promise<void> => {
  await until(
    () => position(page),
    (at) => at > seconds,
  );
};

/** Presses play, and waits until the picture has really moved on. */
export const playsOn = async (page: Page, seconds = 0.3): Promise<void> => {
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await playing(page, seconds);
};

/** What axe objects to, as the rule and the elements that break it. A mail's own frame is another document. */
export const objections = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'], iframes: false }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`);
};

const desk = { width: 1280, height: 900 };
/** Colours do not depend on the width: the narrow page is judged in one light. */
const looks = [
  { colorScheme: 'light', size: desk },
  { colorScheme: 'dark', size: desk },
  { colorScheme: 'light', size: { width: 360, height: 740 } },
] as const;

/** The same in light and dark, and on a phone. */
export const allObjections = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  for (const { colorScheme, size } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await objections(page)).map((objection) => `${colorScheme} ${size.width}: ${objection}`));
  }
  await page.setViewportSize(desk);
  return found;
};

/** How many points the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Changes what the API answers at an address, for what no test can wait for or bring about. */
export const amend = <T extends object>(page: Page, address: RegExp, change: (body: T) => object): Promise<unknown> =>
  page.route(address, async (route) => {
    const { 'if-none-match': _, ...headers } = route.request().headers();
    const response = await route.fetch({ headers });
    await route.fulfill({ response, json: change((await response.json()) as T) });
  });
