/**
 * P9: from a clone with nothing prepared to a finished job, and from a stop to ready again. Package caches are
 * those of this machine: warm after the first run.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { root } from '../infra/local/bootstrap.mjs';
import { ensureSample } from '../infra/local/sample.ts';
import { printTable } from './support/table.ts';

const folder = await mkdtemp(join(tmpdir(), 'reelmill-start-'));
const clone = join(folder, 'clone');
const start = async (...args: string[]): Promise<number> => {
  const began = performance.now();
  await execa('npm', ['start', '--silent', '--', ...args], { cwd: clone, stdio: ['ignore', 'pipe', 'inherit'] });
  return (performance.now() - began) / 1000;
};

try {
  const sample = await ensureSample(folder);
  await execa('git', ['clone', '--quiet', root, clone]);
  const first = await start('--once', sample);
  const second = await start('--once', sample);
  printTable(
    ['npm start -- --once FILE', 'seconds'],
    [
      ['fresh clone, package caches as they are', first.toFixed(1)],
      ['again', second.toFixed(1)],
    ],
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
