import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { node24, root, run } from './bootstrap.mjs';
import { installed } from './home.ts';
import { held } from './install/held.mjs';
import { readJson, writeJson } from './json-file.ts';
import { hashFiles } from './source-hash.ts';

type Page = {
  readonly name: string;
  readonly made: string;
  readonly from: readonly string[];
  readonly args: readonly string[];
};

const stampFile = join(root, '.reelmill', 'pages.json');

const pages: readonly Page[] = [
  {
    name: 'console',
    made: join(installed.console, 'index.html'),
    from: ['console', 'package-lock.json'],
    args: [join(root, 'node_modules/vite/bin/vite.js'), 'build', join(root, 'console'), '--logLevel=warn'],
  },
  {
    name: 'documents',
    made: installed.site,
    from: ['infra/site', 'functions', 'package-lock.json'],
    args: ['--disable-warning=ExperimentalWarning', join(root, 'infra/site/build.ts'), installed.site],
  },
];

/** Builds what the front door serves from disk, console and API documents, where their sources have changed. */
export const buildPages = async (ending: AbortSignal): Promise<void> => {
  await held(join(root, '.reelmill', 'pages.lock'), async () => {
    for (const { name, made, from, args } of pages) {
      const stamps = (await readJson<Record<string, string>>(stampFile)) ?? {};
      const now = await hashFiles(from);
      if (stamps[name] === now && existsSync(made)) continue;
      await run(node24, args, { signal: ending });
      await writeJson(stampFile, { ...stamps, [name]: now });
    }
  });
};
