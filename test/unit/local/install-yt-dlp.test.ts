import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ensureYtDlp } from '../../../infra/local/install/yt-dlp.mjs';

const run = promisify(execFile);

/** A recipe and a home of its own, whose package only tells how it was started. */
const aMachine = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'install-yt-dlp-'));
  const where = { home: join(folder, 'home'), recipe: join(folder, 'recipe') };
  const installed: string[] = [];
  const pin = async (version: string) => {
    await mkdir(where.recipe, { recursive: true });
    await writeFile(join(where.recipe, 'requirements.txt'), `yt-dlp==${version}\n`);
    await writeFile(join(where.recipe, '__main__.py'), '');
    return version;
  };
  let pinned = await pin('1');
  const ensure = () =>
    ensureYtDlp(where, async (target) => {
      installed.push(pinned);
      await mkdir(target, { recursive: true });
      await writeFile(join(target, 'fake.py'), `version = '${pinned}'\n`);
      await writeFile(
        join(target, '__main__.py'),
        'import json, sys, fake\nprint(json.dumps([fake.version, sys.argv[1:], sys.path]))\n',
      );
    });
  const call = async (args: readonly string[] = [], home = where.home, env: NodeJS.ProcessEnv = process.env) => {
    const { stdout } = await run(join(home, 'tools', 'bin', 'yt-dlp'), args, { cwd: folder, env });
    const [version, given, path] = JSON.parse(stdout) as [string, string[], string[]];
    return { version, given, path };
  };
  return {
    ...{ folder, where, installed, ensure, call },
    repin: async (version: string) => {
      pinned = await pin(version);
    },
    folders: () => readdir(join(where.home, 'yt-dlp')),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};

test('yt-dlp is installed once for one set of pins, by whoever comes first', async () => {
  await using machine = await aMachine();
  expect((await Promise.all([machine.ensure(), machine.ensure()])).sort()).toEqual([false, true]);
  expect(await machine.ensure()).toBe(false);
  expect(machine.installed).toEqual(['1']);
  expect((await machine.call()).version).toBe('1');
});

test('new pins replace it, and what began with the old ones still finds its modules', async () => {
  await using machine = await aMachine();
  await machine.ensure();
  const [first = ''] = await machine.folders();
  await machine.repin('2');
  expect(await machine.ensure()).toBe(true);
  expect((await machine.call()).version).toBe('2');
  expect(await machine.folders()).toContain(first);
  await machine.repin('3');
  await machine.ensure();
  expect(await machine.folders()).toHaveLength(2);
  expect(await machine.folders()).not.toContain(first);
});

test('an installation that breaks off leaves the one before in use', async () => {
  await using machine = await aMachine();
  await machine.ensure();
  await machine.repin('2');
  const breaks = ensureYtDlp(machine.where, async (target) => {
    await mkdir(target, { recursive: true });
    throw new Error('the line was cut');
  });
  await expect(breaks).rejects.toThrow('the line was cut');
  expect((await machine.call()).version).toBe('1');
  expect(await machine.ensure()).toBe(true);
  expect((await machine.call()).version).toBe('2');
});

test('it hands on its words, and sees no packages but its own, wherever the checkout was moved to', async () => {
  await using machine = await aMachine();
  await machine.ensure();
  await writeFile(join(machine.folder, 'fake.py'), "version = 'of the working folder'\n");
  const moved = join(machine.folder, 'moved here');
  await cp(machine.where.home, moved, { recursive: true });
  const env = { ...process.env, PYTHONPATH: machine.folder, PYTHONHOME: machine.folder };
  const { version, given, path } = await machine.call(['--', '$(id)', 'a b'], moved, env);
  expect({ version, given }).toEqual({ version: '1', given: ['--', '$(id)', 'a b'] });
  expect(path[0]).toMatch(/moved here\/tools\/bin\/\.\.\/\.\.\/yt-dlp\/[0-9a-f]{16}$/);
  expect(path.filter((entry) => entry === machine.folder || /(site|dist)-packages/.test(entry))).toEqual([]);
});
