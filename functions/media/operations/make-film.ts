import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Loudness, loudnessFile } from '../arguments/audio-tracks.ts';
import { filmEncode, filmPreparation } from '../arguments/film.ts';
import { gifSteps } from '../arguments/gif.ts';
import { previewStep } from '../arguments/preview.ts';
import type { Step } from '../arguments/step.ts';
import { checkResult } from '../check-result.ts';
import { containerRules } from '../containers.ts';
import { factsOfFile } from '../file-facts.ts';
import type { FilmPlan, GifPlan, PreviewPlan } from '../plan.ts';
import { planSmaller } from '../plan-smaller.ts';
import { sourceFactsOf } from '../source-facts.ts';
import type { Made } from './made.ts';
import { type Bench, runSteps } from './run-steps.ts';

const weight = (steps: readonly Step[]): number => steps.reduce((sum, { share }) => sum + share, 0);

const loudnessFound = async (plan: FilmPlan, folder: string): Promise<Map<number, Loudness>> => {
  const tracks = plan.audio.filter(({ mode, loudness }) => mode === 'encode' && loudness !== null);
  const found = tracks.map(async ({ stream }) => {
    const text = await readFile(join(folder, loudnessFile(stream)), 'utf8');
    return [stream, JSON.parse(text) as Loudness] as const;
  });
  return new Map(await Promise.all(found));
};

const mostTries = 3;

/** A set size is a promise: what comes out larger is made again with fewer bits. */
const encodeWithin = async (plan: FilmPlan, url: string, output: string, bench: Bench): Promise<void> => {
  let tried = plan;
  for (let left = mostTries; ; ) {
    await encodeFilm(tried, url, output, bench);
    const { size } = await stat(join(bench.folder, output));
    const next = planSmaller(tried, size);
    left -= 1;
    if (!next || left === 0) return;
    bench.context.log(`${size} bytes are more than ${plan.targetBytes}: once more with fewer`);
    tried = next;
  }
};

const encodeFilm = async (plan: FilmPlan, url: string, output: string, bench: Bench): Promise<void> => {
  const preparation = filmPreparation(plan, url);
  const total = weight(preparation) + 1;
  await runSteps(preparation, bench, { before: 0, total });
  const found = await loudnessFound(plan, bench.folder);
  await runSteps([filmEncode(plan, url, output, found)], bench, { before: total - 1, total });
};

const encodeOther = async (plan: GifPlan | PreviewPlan, url: string, output: string, bench: Bench): Promise<void> => {
  const steps = plan.kind === 'gif' ? gifSteps(plan, url, output) : [previewStep(plan, url, output)];
  await runSteps(steps, bench, { before: 0, total: weight(steps) });
};

/** One file: a film, its sound, a gif or a preview; held against its plan before anyone sees it. */
export const makeFile = async (plan: FilmPlan | GifPlan | PreviewPlan, url: string, bench: Bench): Promise<Made> => {
  const { extension, mediaType, kind } = containerRules[plan.container];
  const file = `main.${extension}`;
  const path = join(bench.folder, file);
  if (plan.kind === 'film') await encodeWithin(plan, url, file, bench);
  else await encodeOther(plan, url, file, bench);
  const { size } = await stat(path);
  const facts = sourceFactsOf(await bench.tools.probe(path, { signal: bench.context.signal, cwd: bench.folder }), size);
  checkResult(plan, facts);
  const main = { name: plan.fileName, kind, file, mediaType, facts: factsOfFile(facts) };
  return { main, beside: [], seconds: facts.seconds };
};
