// yt-dlp, from wheels pinned by hash in `layers/yt-dlp/`, with a stamp of its own: it is replaced more often than
// everything else together, and without the rest. Like all of this folder it needs no Node packages.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root, run } from '../bootstrap.mjs';
import { held } from './held.mjs';
import { findPip, findPython } from './pip.mjs';

const here = { home: join(root, '.reelmill'), recipe: join(root, 'layers', 'yt-dlp') };

/**
 * What starts it, found by its own place so that the checkout may move. The interpreter is named by its path: the wheels
 * are built for it, and a version manager's shim in front of it costs a third of a second at each start. `-I -S`: no
 * user's packages, no machine's packages, nothing from the environment or the working folder.
 */
const launcherOf = (python, name) => `#!/bin/sh
python=${shellWord(python)}
[ -x "$python" ] || python=python3
exec "$python" -I -S "\${0%/*}/../../yt-dlp/${name}" "$@"
`;

const shellWord = (text) => `'${text.replaceAll("'", "'\\''")}'`;

const namedIn = (launcher) => /yt-dlp\/([0-9a-f]{16})"/.exec(launcher)?.[1];

/**
 * Installs yt-dlp when it is missing or its pins have changed; answers whether it did. Each set of pins has a folder, and
 * the one before stays: what runs while it is replaced goes on with the modules it began with.
 */
export const ensureYtDlp = async ({ home, recipe } = here, install = installPackages) => {
  const { version, executable } = await findPython();
  const name = await nameOfPins(recipe, `${version} ${process.platform}-${process.arch}\n`);
  const packages = join(home, 'yt-dlp', name);
  const launcher = join(home, 'tools', 'bin', 'yt-dlp');
  const wanted = launcherOf(executable, name);
  const launcherNow = () => readFile(launcher, 'utf8').catch(() => '');
  const isDone = async () => existsSync(packages) && (await launcherNow()) === wanted;
  if (await isDone()) return false;
  await mkdir(dirname(launcher), { recursive: true });
  return held(join(home, 'yt-dlp.lock'), async () => {
    if (await isDone()) return false;
    const before = namedIn(await launcherNow());
    if (!existsSync(packages)) await draftAndKeep(packages, (draft) => install(draft, { home, recipe }));
    await writeFile(`${launcher}.new`, wanted);
    await chmod(`${launcher}.new`, 0o755);
    await rename(`${launcher}.new`, launcher);
    for (const other of await readdir(join(home, 'yt-dlp')))
      if (other !== name && other !== before) await rm(join(home, 'yt-dlp', other), { recursive: true, force: true });
    return true;
  });
};

const nameOfPins = async (recipe, machine) => {
  const pins = createHash('sha256').update(machine);
  for (const file of ['requirements.txt', '__main__.py']) pins.update(await readFile(join(recipe, file)));
  return pins.digest('hex').slice(0, 16);
};

/** Half a folder never has the folder's name. */
const draftAndKeep = async (folder, make) => {
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await make(draft);
  await rename(draft, folder);
};

const installPackages = async (folder, { home, recipe }) => {
  const { pip: pinned } = JSON.parse(await readFile(join(root, 'layers', 'versions.json'), 'utf8'));
  const pip = await findPip(pinned, join(home, 'pip'));
  await pip(['install', '--no-deps', '--no-compile', '--target', folder, '-r', join(recipe, 'requirements.txt')]);
  await copyFile(join(recipe, '__main__.py'), join(folder, '__main__.py'));
  // For a page that no site of its own knows, yt-dlp loads the modules of all its 1,200 sites.
  const { executable } = await findPython();
  await run(executable, ['-m', 'compileall', '-q', '-j', '0', folder]);
};
