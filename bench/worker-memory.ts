/** How much memory a worker takes for sources of 0.1, 1 and 4 GB: its own process, without ffmpeg's. */
import { createWriteStream } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { openBenchStack } from './support/stack.ts';
import { printTable } from './support/table.ts';

const sizes = process.argv.includes('--small') ? [0.1] : [0.1, 1, 4];

/** Uncompressed sound is a real source of any size that costs nothing to make or to read. */
const makeSource = async (gigabytes: number): Promise<string> => {
  const path = join(tmpdir(), `reelmill-bench-${gigabytes}.wav`);
  const seconds = Math.round((gigabytes * 1e9) / (48_000 * 2 * 2));
  await execa('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    `sine=duration=${seconds}:sample_rate=48000`,
    '-ac',
    '2',
    '-rf64',
    'auto',
    '-y',
    path,
  ]);
  return path;
};

const workerPid = async (): Promise<string> => {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (command.includes('functions/worker/queue.ts') && environment.includes('/.reelmill/bench/')) return pid;
  }
  throw new Error('the bench stack has no worker');
};

/** The most it ever had in memory, and starts counting anew. */
const peak = async (pid: string): Promise<number> =>
  Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
const forget = (pid: string) =>
  new Promise<void>((resolve, reject) =>
    createWriteStream(`/proc/${pid}/clear_refs`)
      .on('error', reject)
      .end('5', () => resolve()),
  );

await using bench = await openBenchStack();
const rows = [];
for (const size of sizes) {
  const path = await makeSource(size);
  const pid = await workerPid();
  await forget(pid);
  const id = await bench.client.submit(
    { path, name: `${size}.wav`, bytes: (await stat(path)).size },
    { preset: 'wav', reuse: false },
    () => undefined,
  );
  const { state } = await bench.client.follow(id, () => undefined);
  rows.push([`${size} GB, ${state}`, (await peak(pid)).toFixed(0)]);
  await rm(path);
}
printTable(['worker, source of', 'peak MiB'], rows);
