// Plain JavaScript on purpose: this runs on whatever Node is on the machine, before Node 24 and the rest are installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const node24 = join(root, 'node_modules', '.bin', 'node');

const readLock = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {});

/** npm leaves these out where they do not fit the platform, or are not asked for by anything. */
const mayBeAbsent = ({ optional, devOptional, extraneous, peer }) =>
  Boolean(optional || devOptional || extraneous || peer);

/** Whether what npm says it installed is what the lock file asks for. */
export const isInstalled = (wanted, installed) =>
  Object.entries(wanted).every(
    ([path, wish]) =>
      path === '' || (installed[path] === undefined ? mayBeAbsent(wish) : installed[path].version === wish.version),
  );

/** Runs `npm ci` when node_modules is missing or the lock file has changed. Answers whether it did. */
export const ensureNodeModules = async () => {
  const wanted = readLock(join(root, 'package-lock.json'));
  if (existsSync(node24) && isInstalled(wanted, readLock(join(root, 'node_modules', '.package-lock.json'))))
    return false;
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  return true;
};

const running = new Set();

const endGroup = (child) => {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
};

// What we started does not outlive us, whether one of several failed or we were told to stop.
process.on('exit', () => running.forEach(endGroup));

/** The beginning says what went wrong, the end how it ended; between them tools print their manual. */
const shorten = (output) => {
  const lines = output.trim().split('\n');
  return lines.length <= 40 ? lines.join('\n') : [...lines.slice(0, 25), '…', ...lines.slice(-10)].join('\n');
};

/**
 * Runs a program to its end, in a process group of its own that ends whole with us or when the signal says so. Its output
 * is shown only when it fails, and never on stdout.
 */
export const run = (command, args, { env = process.env, cwd = root, signal } = {}) =>
  new Promise((done, failed) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    running.add(child);
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    const end = () => endGroup(child);
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', failed);
    child.on('close', (code, killed) => {
      running.delete(child);
      signal?.removeEventListener('abort', end);
      if (code === 0) done(output);
      else
        failed(new Error(`${basename(command)} ${basename(args[0])} ended with ${code ?? killed}\n${shorten(output)}`));
    });
  });
