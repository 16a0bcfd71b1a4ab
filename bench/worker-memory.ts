/**
 * How much memory a worker takes for sources of 0.1, 1 and 4 GB: its own process, without ffmpeg's, beside what it
 * takes idle. The claim: flat, under 400 MB. Needs 20 GB of disk; `--short` makes do with 0.1 GB.
 */
import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { homeAt } from '../infra/local/home.ts';
import { readJson } from '../infra/local/json-file.ts';
import type { Identity } from '../infra/local/processes/identity.ts';
import { openBenchStack, runThrough } from './support/stack.ts';
import { printTable } from './support/table.ts';

const sizes = process.argv.includes('--short') ? [0.01, 0.1] : [0.1, 1, 4];

/** Uncompressed sound is a real source of any size that costs nothing to make or to read. */
const makeSource = (path: string, gigabytes: number) => {
  const duration = Math.round((gigabytes * 1e9) / (48_000 * 2 * 2));
  const sine = `sine=duration=${duration}:sample_rate=48000`;
  return execa('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', sine, '-ac', '2', '-rf64', 'auto', '-y', path]);
};

await using bench = await openBenchStack();
const worker = await readJson<Identity>(join(homeAt(bench.connection.data).run, 'worker.json'));
if (!worker) throw new Error('the bench stack has no worker');
const { pid } = worker;
const folder = await mkdtemp(join(tmpdir(), 'reelmill-bench-'));

const resident = async (field: 'VmRSS' | 'VmHWM'): Promise<string> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kibibytes = Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]);
  return ((kibibytes * 1024) / 1e6).toFixed(0);
};
/** The kernel counts the peak anew (proc(5), clear_refs). */
const forgetPeak = () => writeFileSync(`/proc/${pid}/clear_refs`, '5');

try {
  const rows = [['idle', await resident('VmRSS'), '']];
  for (const size of sizes) {
    const path = join(folder, `${size}.wav`);
    await makeSource(path, size);
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
