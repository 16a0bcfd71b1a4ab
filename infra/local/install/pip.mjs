import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from '../bootstrap.mjs';

const quiet = ['--quiet', '--disable-pip-version-check', '--no-input', '--require-hashes', '--only-binary=:all:'];

const tellPython = 'import sys; print("%d.%d" % sys.version_info[:2]); print(sys.executable)';

const lookForPython = async () => {
  for (const name of ['python3', 'python']) {
    const [version = '', executable] = (await run(name, ['-c', tellPython]).catch(() => '')).trim().split('\n');
    const [major, minor] = version.split('.').map(Number);
    if (major === 3 && minor >= 10) return { name, version, executable: executable || name };
  }
  throw new Error('Python 3.10 or newer is needed and was not found as python3 on the PATH');
};

let known;

/** The first Python on the PATH that is new enough: its name there, its version, and where it really is. */
export const findPython = () => {
  known ??= lookForPython();
  return known;
};

/**
 * A function that runs pip with the given arguments: the machine's own, the one in Python's ensurepip, or on a bare
 * Debian a wheel run from where it lies: from python3-pip-whl, or fetched by hash from the configured index.
 */
export const findPip = async (pinned, folder) => {
  const { name } = await findPython();
  const runner =
    (pip) =>
    ([command, ...args]) =>
      run(name, [...pip, command, ...quiet, ...args]);
  if (await works(name, ['-m', 'pip', '--version'])) return runner(['-m', 'pip']);
  const wheel = (await wheelOfEnsurepip(name)) ?? (await wheelOfDebian()) ?? (await fetchWheel(pinned, folder));
  return runner([join(wheel, 'pip')]);
};

const works = (name, args) =>
  run(name, args).then(
    () => true,
    () => false,
  );

const firstWheel = async (folder) => {
  const names = await readdir(folder).catch(() => []);
  const found = names.find((file) => /^pip-.*\.whl$/.test(file));
  return found && join(folder, found);
};

const wheelOfDebian = () => firstWheel('/usr/share/python-wheels');

const wheelOfEnsurepip = async (name) => {
  const where = await run(name, ['-c', 'import ensurepip; print(ensurepip.__path__[0])']).catch(() => '');
  return where && firstWheel(join(where.trim(), '_bundled'));
};

/** The wheel from the index that pip would ask, kept only when it is the pinned one. */
export const fetchWheel = async ({ file, sha256 }, folder) => {
  const index = await configuredIndex();
  if (!index)
    throw new Error(
      'Python has no pip and no package index is configured: install python3-pip, or set PIP_INDEX_URL to your index',
    );
  const page = new URL('pip/', index.endsWith('/') ? index : `${index}/`);
  const listing = await (await fetch(page)).text();
  const link = listing.split('"').find((part) => part.split('#')[0].endsWith(`/${file}`));
  if (!link) throw new Error(`the package index has no ${file}`);
  const bytes = Buffer.from(await (await fetch(new URL(link, page))).arrayBuffer());
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${file} has sha256 ${found}, pinned is ${sha256}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, file), bytes);
  return join(folder, file);
};

/** pip's own order: environment, then the user's file, then the machine's. */
const configuredIndex = async () => {
  if (process.env.PIP_INDEX_URL) return process.env.PIP_INDEX_URL;
  const files = [
    process.env.PIP_CONFIG_FILE,
    join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'pip', 'pip.conf'),
    join(homedir(), '.pip', 'pip.conf'),
    '/etc/pip.conf',
  ];
  for (const path of files.filter(Boolean)) {
    const text = await readFile(path, 'utf8').catch(() => '');
    const found = /^\s*index[-_]url\s*[=:]\s*(\S+)/m.exec(text);
    if (found) return found[1];
  }
  return undefined;
};
