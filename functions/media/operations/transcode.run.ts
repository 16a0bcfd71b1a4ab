import { work } from '#shared/operation.ts';
import type { Plan } from '../plan.ts';
import type { Made } from './made.ts';
import { makeFile } from './make-film.ts';
import { makeLadder } from './make-ladder.ts';
import { makePoster } from './make-poster.ts';
import type { Bench } from './run-steps.ts';
import { saveMade } from './save-made.ts';
import { transcode } from './transcode.ts';

const make = (plan: Plan, url: string, bench: Bench): Promise<Made> =>
  plan.kind === 'ladder' ? makeLadder(plan, url, bench) : makeFile(plan, url, bench);

export const transcodeRun = work(transcode, async ({ source, plan }, context, { media, tools }) => {
  await using opened = await media.open(source);
  const bench = { context, tools, folder: context.scratch, seconds: plan.seconds };
  const began = performance.now();
  const made = await make(plan, opened.url, bench);
  const encodeSeconds = Math.round(performance.now() - began) / 1000;
  const poster = await makePoster(plan, opened.url, bench);
  context.report({ stage: 'uploading', percent: 97 });
  const artifacts = await saveMade(made, poster, { context, media, folder: context.scratch });
  return { artifacts, notes: plan.notes, encodeSeconds, mediaSeconds: made.seconds };
});
