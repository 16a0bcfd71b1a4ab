/**
 * P5: how fast the API answers at 20 requests a second, and how large its functions are. Beside it stand a file of the
 * front door, which asks no function, and a refusal, whose function asks nobody else: what is above them is ours.
 *
 * `--short` asks for 2 s a row, to see that the bench works.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { homeAt } from '../infra/local/home.ts';
import { openBenchStack } from './support/stack.ts';
import { percentile, printTable } from './support/table.ts';

const perSecond = 20;
const totalSeconds = process.argv.includes('--short') ? 2 : 30;

await using bench = await openBenchStack();
const { publicUrl, token, data } = bench.connection;
const signedIn = { authorization: `Bearer ${token}` };
const upload = { method: 'POST', body: JSON.stringify({ fileName: 'a.mp4', bytes: 1_000_000 }) };

type Question = { readonly path: string; readonly init?: RequestInit; readonly status: number };

const questions: readonly (readonly [string, Question])[] = [
  ['a file of the front door', { path: '/config.json', status: 200 }],
  ['a refusal: GET /api/v1/jobs without a token', { path: '/api/v1/jobs', status: 401 }],
  ['GET /api/v1/presets', { path: '/api/v1/presets', init: { headers: signedIn }, status: 200 }],
  ['GET /api/v1/jobs', { path: '/api/v1/jobs', init: { headers: signedIn }, status: 200 }],
  [
    'POST /api/v1/uploads',
    {
      path: '/api/v1/uploads',
      init: { ...upload, headers: { ...signedIn, 'content-type': 'application/json' } },
      status: 201,
    },
  ],
];

const timed = async ({ path, init, status }: Question): Promise<number> => {
  const began = performance.now();
  const reply = await fetch(publicUrl + path, init);
  await reply.arrayBuffer();
  if (reply.status !== status) throw new Error(`${path} answered ${reply.status}, not ${status}`);
  return performance.now() - began;
};

/** Requests leave on time whether or not the last has been answered. */
const load = async (question: Question): Promise<number[]> => {
  const flights: Promise<number>[] = [];
  const began = performance.now();
  for (let n = 0; n < perSecond * totalSeconds; n += 1) {
    await sleep(Math.max(0, began + (n * 1000) / perSecond - performance.now()));
    flights.push(timed(question));
  }
  return Promise.all(flights);
};

const rows = [];
for (const [name, question] of questions) {
  await Promise.all(Array.from({ length: 4 }, () => timed(question)));
  const times = await load(question);
  rows.push([name, times.length, ...[50, 95, 99].map((p) => percentile(times, p).toFixed(0))]);
}
printTable([`${perSecond} requests a second`, 'answers', 'p50 ms', 'p95 ms', 'p99 ms'], rows);

const bundles = join(homeAt(data).assembly, 'bundles');
const functions = (await readdir(bundles)).filter((name) => /^functions\..*(?<!\.json)$/.test(name));
const kilobytesOf = async (name: string) => (await stat(join(bundles, name, 'index.mjs'))).size / 1000;
const sizes = async (kind: string, wanted: (name: string) => boolean, allowed: number) => {
  const all = await Promise.all(functions.filter(wanted).map(kilobytesOf));
  return [kind, all.length, Math.min(...all).toFixed(0), Math.max(...all).toFixed(0), allowed];
};
const isApi = (name: string) => name.endsWith('.api');
process.stdout.write('\n');
printTable(
  ['functions, minified, the SDK in them', 'count', 'smallest kB', 'largest kB', 'allowed kB'],
  [await sizes('behind the API', isApi, 700), await sizes('the others', (name) => !isApi(name), 1000)],
);
