import type { Progress, WorkContext, WorkPorts } from '#shared/operation.ts';
import type { EncodeProgress } from '#shared/ports/tools.ts';
import type { Step } from '../arguments/step.ts';

export type Bench = {
  readonly context: WorkContext;
  readonly tools: WorkPorts['tools'];
  /** Where ffmpeg works; within the scratch folder. */
  readonly folder: string;
  /** Length of what is made; null: progress cannot be known. */
  readonly seconds: number | null;
};

export type Span = { readonly before: number; readonly total: number };

/** The rest is for the poster, the check and the upload. */
const encodingShare = 95;

/** Turns ffmpeg's seconds into percents of the whole, which never fall: it forgets its time while it writes the index. */
const percentReader = (seconds: number, { share }: Step, { before, total }: Span) => {
  let most = 0;
  return (done: number): number => {
    most = Math.max(most, Math.min(done / seconds, 1));
    return Math.round(((before + share * most) / total) * encodingShare * 10) / 10;
  };
};

const reporter = (step: Step, { context, seconds }: Bench, span: Span) => {
  const percent = seconds ? percentReader(seconds, step, span) : null;
  return ({ seconds: done, speed }: Pick<EncodeProgress, 'seconds' | 'speed'>) => {
    const progress: Progress = { stage: step.stage, ...(speed > 0 && { speed }) };
    context.report(percent ? { ...progress, percent: percent(done) } : progress);
  };
};

/** A broken source has a complaint for each of its frames. */
const mostLines = 100;
const firstLines = (log: (line: string) => void) => {
  let count = 0;
  return (line: string): void => {
    count += 1;
    if (count <= mostLines) log(line);
    if (count === mostLines) log('(and so on)');
  };
};

/** Runs one step after the other; `span` says where they stand in the whole, for percents that add up over several calls. */
export const runSteps = async (steps: readonly Step[], bench: Bench, span: Span): Promise<void> => {
  const { context, tools, folder } = bench;
  let { before } = span;
  for (const step of steps) {
    const onProgress = reporter(step, bench, { ...span, before });
    onProgress({ seconds: 0, speed: 0 });
    await tools.ffmpeg(step.args, { signal: context.signal, cwd: folder, onLine: firstLines(context.log), onProgress });
    before += step.share;
  }
};
