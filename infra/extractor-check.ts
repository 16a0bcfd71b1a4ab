import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { ensureMediaTools } from '../cli/media-tools.mjs';
import { addressesIn, type Checked, tableOf } from './checked-sites.ts';
import { node24, root } from './local/bootstrap.mjs';
import { installed } from './local/home.ts';

/**
 * `npm run extractor-check -- FILE|URL…`: looks at addresses with the yt-dlp of this checkout, behind the guard, and says
 * site by site what came of it. Ends with 1 if any could not be read. `--allow-loopback PORTS` lets the ports that are
 * named of this machine be asked, for sites on it.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, 'allow-loopback': { type: 'string' } },
});

const isAddress = (given: string): boolean => /^https?:\/\//i.test(given);
const listed = async (given: string): Promise<string[]> =>
  isAddress(given) ? [given] : addressesIn(await readFile(given, 'utf8'));

const addresses = (await Promise.all(positionals.map(listed))).flat();
if (addresses.length === 0) {
  process.stderr.write('say which addresses to look at: npm run extractor-check -- FILE|URL…\n');
  process.exit(2);
}

await ensureMediaTools((line: string) => void process.stderr.write(`${line}\n`));
const checker = spawn(
  node24,
  ['--disable-warning=ExperimentalWarning', join(root, 'functions/worker/check-sites.ts')],
  {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PATH: [installed.nodeBin, installed.tools, process.env['PATH']].join(delimiter),
      REELMILL_HOME: 'true',
      REELMILL_ALLOW_LOOPBACK: values['allow-loopback'] ?? '',
    },
  },
);
Readable.from(addresses.map((address) => `${address}\n`)).pipe(checker.stdin);

const all: Checked[] = [];
for await (const line of createInterface({ input: checker.stdout })) {
  const checked = JSON.parse(line) as Checked;
  all.push(checked);
  if (values.json) process.stdout.write(`${line}\n`);
}
if (!values.json) process.stdout.write(tableOf(all));
process.exitCode = all.length === addresses.length && all.every((one) => 'title' in one) ? 0 : 1;
