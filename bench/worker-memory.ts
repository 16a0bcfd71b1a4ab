/**
 * How much memory a worker takes for sources of 0.1, 1 and 4 GB: its own process, without ffmpeg's, beside what it
 * takes idle. The claim: flat, under 400 MB. Needs 20 GB of disk; `--short` makes do with 0.1 GB.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSound } from './support/sound.ts';
import { openBenchStack, runThrough } from './support/stack.ts';
import { printTable } from './support/table.ts';
import { memoryOfWorker } from './support/worker.ts';

const sizes = process.argv.includes('--short') ? [0.01, 0.1] : [0.1, 1, 4];

await using bench = await openBenchStack();
const { resident, forgetPeak } = await memoryOfWorker(bench.connection.data);
const folder = await mkdtemp(join(tmpdir(), 'reelmill-bench-'));

try {
  const rows = [['idle', await resident('VmRSS'), '']];
  for (const size of sizes) {
    const path = join(folder, `${size}.wav`);
    await makeSound(path, size * 1e9);
    forgetPeak();
    const began = performance.now();
    await runThrough(bench.client, path, 'wav');
    const took = (performance.now() - began) / 1000;
    rows.push([`source of ${size} GB`, await resident('VmHWM'), took.toFixed(0)]);
    await rm(path);
  }
  printTable(['worker', 'peak MB', 'seconds'], rows);
} finally {
  await rm(folder, { recursive: true, force: true });
}
