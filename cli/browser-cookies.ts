import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Those whose stores yt-dlp reads. */
export const browsers = [
  'brave',
  'chrome',
  'chromium',
  'edge',
  'firefox',
  'opera',
  'safari',
  'vivaldi',
  'whale',
] as const;

export type BrowserStore = {
  readonly browser: string;
  /** Its name or its folder; the one used last without it. */
  readonly profile?: string | undefined;
};

/** With nothing to download, yt-dlp ends well only where it has something to put in order: a folder of its own. */
const argumentsFor = ({ browser, profile }: BrowserStore, folder: string): string[] => [
  '--ignore-config',
  '--no-plugin-dirs',
  `--cookies-from-browser=${profile === undefined ? browser : `${browser}:${profile}`}`,
  `--cookies=${join(folder, 'cookies.txt')}`,
  `--cache-dir=${join(folder, 'cache')}`,
  '--rm-cache-dir',
];

const whyNot = (stderr: string): string => /^ERROR: (.*)$/m.exec(stderr)?.[1] ?? 'the browser was not read';

/** All cookies of a browser on this machine, in the format of Netscape; throws with what yt-dlp says. */
export const readBrowser = async (store: BrowserStore, ytDlp: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-cookies-'));
  try {
    await new Promise<void>((done, failed) => {
      execFile(ytDlp, argumentsFor(store, folder), { timeout: 120_000 }, (error, _out, stderr) =>
        error ? failed(new Error(whyNot(stderr))) : done(),
      );
    });
    return await readFile(join(folder, 'cookies.txt'), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
