import type { WorkContext, WorkPorts } from '#shared/operation.ts';
import type { Step } from '../arguments/step.ts';

export type Bench = {
  readonly context: WorkContext;
  readonly tools: WorkPorts['tools'];
  /** Where ffmpeg works; within the scratch folder. */
  readonly folder: string;
  /** Length of what is made; null: progress cannot be known. */
  readonly seconds: number | null;
};

/** The rest is for the poster, the check and the upload. */
const encodingShare = 95;

const percentOf = (before: number, share: number, done: number, total: number): number =>
  Math.min(encodingShare, Math.round(((before + share * Math.min(done, 1)) / total) * encodingShare * 10) / 10);

/** Runs one step after the other; `spans` is what they all weigh, so that percents add up over several calls. */
export const runSteps = async (
  steps: readonly Step[],
  { context, tools, folder, seconds }: Bench,
  spans: { readonly before: number; readonly total: number },
): Promise<void> => {
  let before = spans.before;
  for (const { stage, args, share } of steps) {
    context.report({ stage, ...(seconds && { percent: percentOf(before, share, 0, spans.total) }) });
    await tools.ffmpeg(args, {
      signal: context.signal,
      cwd: folder,
      onLine: context.log,
      onProgress: (made) =>
        context.report({
          stage,
          speed: made.speed,
          ...(seconds && { percent: percentOf(before, share, made.seconds / seconds, spans.total) }),
        }),
    });
    before += share;
  }
};
