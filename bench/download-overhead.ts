/**
 * A download through the whole stack (look, fetch, save) beside plain yt-dlp on the same file, and the memory of the
 * worker while it fetches. The claims: at most 1.05 times as long and a second; memory flat from 10 MB to 4 GB. The site
 * is on this machine and sends 50 MB a second, as over a line of 400 Mbit/s.
 *
 * `--unpaced` has it send as fast as it is read, so that what is ours stands out. `--short` takes 10 MB alone, `--medium`
 * 400 MB alone. The whole needs 12 GB of disk.
 */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ytDlp } from '#shared/tools/yt-dlp.ts';
import { makeSound } from './support/sound.ts';
import { fetchThrough, openBenchStack } from './support/stack.ts';
import { median, printTable } from './support/table.ts';
import { memoryOfWorker } from './support/worker.ts';

const has = (option: string): boolean => process.argv.includes(option);
const megabytes = has('--short') ? [10] : has('--medium') ? [400] : [10, 400, 4000];
const bytesPerSecond = has('--unpaced') ? Number.POSITIVE_INFINITY : 50e6;
/** Each in turn, so that what else the machine does falls on both. */
const rounds = 3;

/** Lets bytes through as a line does that is no faster. */
const paced = (): Transform => {
  const began = performance.now();
  let sent = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, pass) => {
      sent += chunk.length;
      const early = (sent / bytesPerSecond) * 1000 - (performance.now() - began);
      void sleep(Math.max(0, early)).then(() => pass(null, chunk));
    },
  });
};

/** One file, whole or in ranges, at any address of the port. */
const serve = async (path: string, port: number) => {
  const { size } = await stat(path);
  const server = createServer((request, reply) => {
    const [, from = '0', to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const [start, end] = [Number(from), to ? Number(to) : size - 1];
    reply.writeHead(request.headers.range ? 206 : 200, {
      'content-type': 'audio/wav',
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      'content-range': `bytes ${start}-${end}/${size}`,
      etag: `"${size}"`,
    });
    if (request.method === 'HEAD') return void reply.end();
    // whoever looks hangs up before the end
    void pipeline(createReadStream(path, { start, end, highWaterMark: 1e6 }), paced(), reply).catch(() => {});
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

const plain = async (url: string, cwd: string): Promise<void> => {
  const { signal } = new AbortController();
  const { exitCode, log } = await ytDlp(['--ignore-config', '--quiet', '--output=plain.%(ext)s', '--', url], {
    ...{ cwd, signal },
  });
  if (exitCode !== 0) throw new Error(log.join('\n'));
};

await using bench = await openBenchStack();
const port = bench.connection.sitePorts[0] ?? 0;
const { resident, forgetPeak } = await memoryOfWorker(bench.connection.data);
const folder = await mkdtemp(join(tmpdir(), 'reelmill-bench-'));
/** The first of a stack pays for much that happens once. */
const warmUp = async (path: string): Promise<void> => {
  await makeSound(path, 1e6);
  await using _site = await serve(path, port);
  for (let run = 0; run < 2; run += 1) await fetchThrough(bench, { url: `http://127.0.0.1:${port}/warm.wav` });
};
try {
  const rows = [];
  await warmUp(join(folder, 'source.wav'));
  for (const size of megabytes) {
    const path = join(folder, 'source.wav');
    await makeSound(path, size * 1e6);
    await using _site = await serve(path, port);
    const url = `http://127.0.0.1:${port}/${size}.wav`;
    forgetPeak();
    const both: { readonly alone: number; readonly job: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const alone = await seconds(() => plain(url, folder));
      await rm(join(folder, 'plain.wav'));
      both.push({ alone, job: await fetchThrough(bench, { url }) });
    }
    const alone = median(both.map((each) => each.alone));
    const job = median(both.map((each) => each.job));
    const beyond = `${median(both.map((each) => each.job - each.alone * 1.05)).toFixed(2)} s`;
    const cells = [alone.toFixed(2), job.toFixed(2), (job / alone).toFixed(2), beyond, await resident('VmHWM')];
    rows.push([`${size} MB`, ...cells]);
  }
  printTable(['file', 'plain yt-dlp s', 'job s', 'ratio', 'beyond 1.05x', 'worker peak MB'], rows);
} finally {
  await rm(folder, { recursive: true, force: true });
}
