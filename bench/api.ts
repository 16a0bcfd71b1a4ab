/** P5: how fast the API answers at 20 requests a second, and how large its functions are. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { homeAt } from '../infra/local/home.ts';
import { openBenchStack } from './support/stack.ts';
import { percentile, printTable } from './support/table.ts';

const perSecond = 20;
const totalSeconds = 30;

await using bench = await openBenchStack();
const { publicUrl, token, data } = bench.connection;
const headers = { authorization: `Bearer ${token}` };

const timed = async (path: string): Promise<number> => {
  const began = performance.now();
  const reply = await fetch(publicUrl + path, { headers });
  await reply.arrayBuffer();
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}`);
  return performance.now() - began;
};

/** Requests leave on time whether or not the last has been answered. */
const load = async (path: string): Promise<number[]> => {
  const flights: Promise<number>[] = [];
  const began = performance.now();
  for (let n = 0; n < perSecond * totalSeconds; n += 1) {
    await sleep(Math.max(0, began + (n * 1000) / perSecond - performance.now()));
    flights.push(timed(path));
  }
  return Promise.all(flights);
};

const rows = [];
for (const path of ['/api/v1/health', '/api/v1/presets', '/api/v1/jobs']) {
  await Promise.all(Array.from({ length: 4 }, () => timed(path)));
  const times = await load(path);
  rows.push([path, times.length, ...[50, 95, 99].map((p) => percentile(times, p).toFixed(0))]);
}
printTable([`${perSecond} requests a second`, 'answers', 'p50 ms', 'p95 ms', 'p99 ms'], rows);

const assembly = homeAt(data).assembly;
const folders = await readdir(join(assembly, 'bundles'));
const functions = folders.filter((name) => name.startsWith('functions.'));
const sizes = await Promise.all(
  functions.map(async (name) => (await stat(join(assembly, 'bundles', name, 'index.mjs'))).size),
);
process.stdout.write('\n');
printTable(
  ['functions', 'count', 'smallest kB', 'largest kB'],
  [['minified', sizes.length, Math.round(Math.min(...sizes) / 1000), Math.round(Math.max(...sizes) / 1000)]],
);
