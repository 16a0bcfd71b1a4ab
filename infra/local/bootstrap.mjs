// Plain JavaScript on purpose: this runs on whatever Node is on the machine, before Node 24 and the rest are installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const node24 = join(root, 'node_modules', '.bin', 'node');

const readLock = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {});

/** Whether what npm says it installed is what the lock file asks for; packages for other platforms may be absent. */
export const isInstalled = (wanted, installed) =>
  Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional === true && installed[path] === undefined),
  );

/** Runs `npm ci` when node_modules is missing or the lock file has changed. Answers whether it did. */
export const ensureNodeModules = async () => {
  const wanted = readLock(join(root, 'package-lock.json'));
  if (existsSync(node24) && isInstalled(wanted, readLock(join(root, 'node_modules', '.package-lock.json'))))
    return false;
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  return true;
};

/**
 * Runs a program to its end; its output is shown only when it fails, and never on stdout. With a signal it has a process
 * group of its own, which ends whole when the signal says so.
 */
export const run = (command, args, { env = process.env, cwd = root, signal } = {}) =>
  new Promise((done, failed) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: signal !== undefined });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    const end = () => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    };
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', failed);
    child.on('close', (code, killed) => {
      signal?.removeEventListener('abort', end);
      if (code === 0) done(output);
      else
        failed(new Error(`${basename(command)} ${basename(args[0])} ended with ${code ?? killed}\n${output.trim()}`));
    });
  });
