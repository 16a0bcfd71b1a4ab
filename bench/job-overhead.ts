/**
 * P1: a job through the whole stack (upload, queue, workflow, worker, store) beside ffmpeg alone with the same
 * arguments on the same file. The claim: at most 1.05 times as long, and a second.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { filmEncode } from '#media/arguments/film.ts';
import { planTranscode } from '#media/plan-transcode.ts';
import { sourceFactsOf } from '#media/source-facts.ts';
import { targetOf } from '#media/target.ts';
import { localTools } from '#shared/tools/local-tools.ts';
import { openBenchStack } from './support/stack.ts';
import { median, printTable } from './support/table.ts';

const preset = 'h264-720p';
const rounds = 3;

const makeSource = (path: string) =>
  execa('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=30:duration=60'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:duration=60', '-vf', 'noise=alls=12:allf=t'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '16', '-c:a', 'aac', '-y', path],
  ]);

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

const alone = async (source: string, folder: string): Promise<number> => {
  const { signal } = new AbortController();
  const facts = sourceFactsOf(await localTools.probe(source, { signal, cwd: folder }), (await stat(source)).size);
  const plan = planTranscode(facts, targetOf({ preset }), 'alone');
  if (plan.kind !== 'film') throw new Error('the bench is made for a film');
  const { args } = filmEncode(plan, source, 'alone.mp4', new Map());
  return seconds(() => localTools.ffmpeg(args, { signal, cwd: folder }));
};

const folder = await mkdtemp(join(tmpdir(), 'reelmill-bench-'));
try {
  const path = join(folder, 'source.mp4');
  await makeSource(path);
  await using bench = await openBenchStack();
  const source = { path, name: 'source.mp4', bytes: (await stat(path)).size };
  const through = () =>
    seconds(async () => {
      const id = await bench.client.submit(source, { preset, reuse: false }, () => undefined);
      const { state } = await bench.client.follow(id, () => undefined);
      if (state !== 'succeeded') throw new Error(`the job ended as ${state}`);
    });
  await through();
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round += 1) pairs.push([await alone(path, folder), await through()]);
  const bare = median(pairs.map(([a]) => a));
  const job = median(pairs.map(([, b]) => b));
  printTable(
    ['60 s of 720p, median of 3', 'seconds', 'ratio', 'beyond 1.05x'],
    [
      ['ffmpeg alone', bare.toFixed(2), '1.00', ''],
      ['job through the stack', job.toFixed(2), (job / bare).toFixed(2), `${(job - bare * 1.05).toFixed(2)} s`],
    ],
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
