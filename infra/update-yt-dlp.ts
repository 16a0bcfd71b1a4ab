import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import published from '../layers/aws.json' with { type: 'json' };
import versions from '../layers/versions.json' with { type: 'json' };
import { run } from './local/bootstrap.mjs';
import { findPip } from './local/install/pip.mjs';
import { ensureYtDlp } from './local/install/yt-dlp.mjs';
import { root } from './product.ts';
import { newestPinned, releaseOf } from './yt-dlp-release.ts';

/**
 * `npm run update-yt-dlp`: pins the newest yt-dlp and what it stands on, for every platform at once, installs it here,
 * and names its release for the layer in AWS. Of the checkout, `layers/yt-dlp/requirements.txt` and `layers/aws.json`
 * change; nothing else is installed or deployed.
 */
const recipe = join(root, 'layers', 'yt-dlp');
const requirements = join(recipe, 'requirements.txt');
const head = '# Made by `npm run update-yt-dlp` from requirements.in, with every hash that the package index names.\n';
const resolver = join(root, '.reelmill', 'resolver');
const before = newestPinned(await readFile(requirements, 'utf8'));

await rm(resolver, { recursive: true, force: true });
const pip = await findPip(versions.pip, join(root, '.reelmill', 'pip'));
await pip(['install', '--no-deps', '--target', resolver, '-r', join(recipe, 'resolver.txt')]);

const drafted = join(resolver, 'requirements.txt');
await run(join(resolver, 'bin', 'uv'), [
  ...['pip', 'compile', join(recipe, 'requirements.in'), '--override', join(recipe, 'overrides.txt'), '--quiet'],
  ...['--universal', '--python-version', '3.10', '--only-binary', ':all:', '--generate-hashes'],
  ...['--no-annotate', '--no-header', '--output-file', drafted],
]);
const resolved = await readFile(drafted, 'utf8');
await writeFile(requirements, head + resolved);
await rm(resolver, { recursive: true });

const now = newestPinned(resolved);
const pinned = { ...published, 'yt-dlp': { ...published['yt-dlp'], ...releaseOf(now) } };
if (published['yt-dlp'].version !== pinned['yt-dlp'].version)
  await writeFile(join(root, 'layers', 'aws.json'), `${JSON.stringify(pinned, null, 2)}\n`);
await ensureYtDlp();
console.error(before === now ? `yt-dlp ${now} is the newest` : `yt-dlp ${before} -> ${now}`);
