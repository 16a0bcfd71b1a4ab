/**
 * P1: a job through the whole stack (queue, workflow, worker, store) beside ffmpeg alone with the same arguments on the
 * same file. The claim: at most 1.05 times as long, and a second. The last row has the upload before it and the
 * client's waiting after it too. Each row is compared within its round: the machine is not as fast in every minute.
 *
 * `--short` takes 6 s of film, to see that the bench works.
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
import { openBenchStack, runThrough } from './support/stack.ts';
import { median, printTable } from './support/table.ts';

const preset = 'h264-720p';
const rounds = 3;
const filmSeconds = process.argv.includes('--short') ? 6 : 60;

/** MPEG-4 part 2 is never what is asked for, so that the picture is always encoded and never copied. */
const makeSource = (path: string, duration: number) =>
  execa('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=size=1280x720:rate=30:duration=${duration}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=440:duration=${duration}`],
    ...['-c:v', 'mpeg4', '-q:v', '3', '-c:a', 'aac', '-y', path],
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
  if (plan.kind !== 'film' || plan.video?.mode !== 'encode') throw new Error('the bench is made for an encode');
  const { args } = filmEncode(plan, source, 'alone.mp4', new Map());
  return seconds(() => localTools.ffmpeg(args, { signal, cwd: folder }));
};

const folder = await mkdtemp(join(tmpdir(), 'reelmill-bench-'));
try {
  const path = join(folder, 'source.mp4');
  const warmUp = join(folder, 'warm-up.mp4');
  await using bench = await openBenchStack();
  await Promise.all([makeSource(path, filmSeconds), makeSource(warmUp, 1)]);
  await runThrough(bench.client, warmUp, preset);
  const runs: { alone: number; job: number; whole: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let job = 0;
    const bare = await alone(path, folder);
    const whole = await seconds(async () => {
      job = await runThrough(bench.client, path, preset);
    });
    runs.push({ alone: bare, job, whole });
  }
  const row = (name: string, what: 'job' | 'whole') => [
    name,
    median(runs.map((run) => run[what])).toFixed(2),
    median(runs.map((run) => run[what] / run.alone)).toFixed(2),
    `${median(runs.map((run) => run[what] - run.alone * 1.05)).toFixed(2)} s`,
  ];
  printTable(
    [`${filmSeconds} s of 720p, median of ${rounds}`, 'seconds', 'ratio', 'beyond 1.05x'],
    [
      ['ffmpeg alone', median(runs.map((run) => run.alone)).toFixed(2), '1.00', ''],
      row('job, from accepted to its end', 'job'),
      row('with upload and the client', 'whole'),
    ],
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
