import { EngineError } from '#shared/errors.ts';
import { mark } from '#shared/life-cycle.ts';
import type { Progress } from '#shared/operation.ts';
import type { OperationCall } from '#shared/operation-call.ts';
import type { RunPorts } from './run-operation.ts';

export type Pulse = AsyncDisposable & {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
};

/** A cancel is heard within this time, and progress seen. */
const beatMilliseconds = 1000;
/** Without progress the record is still asked whether the job lives, this often. */
const quietBeats = 3;

/**
 * Carries progress to the job record once a second at most, and learns there that the job was canceled or has
 * gone on without this run. Only new progress is written: a tool that hangs is not kept alive by our pulse.
 */
export const keepPulse = (
  call: OperationCall,
  outer: AbortSignal,
  { jobs, log }: Pick<RunPorts, 'jobs' | 'log'>,
): Pulse => {
  const own = new AbortController();
  const ended = new AbortController();
  let latest: Progress | undefined = { stage: 'starting' };
  let highest: number | undefined;
  let quiet = 0;

  /** Tools report less at times, at the end of a sound track for one; who watches must not see work undone. */
  const rising = ({ percent, ...progress }: Progress): Progress => {
    if (percent !== undefined) highest = Math.max(highest ?? 0, percent);
    return { ...progress, ...(highest !== undefined && { percent: highest }) };
  };

  const lives = async (): Promise<boolean> => {
    if (latest) {
      const progress = latest;
      latest = undefined;
      return (await jobs.apply(call.job, mark(call.attempt, progress, new Date()))) !== null;
    }
    const job = await jobs.get(call.job);
    return job?.state === 'running' && job.attempt === call.attempt;
  };

  const beat = async (): Promise<void> => {
    quiet = latest ? 0 : quiet + 1;
    if (!latest && quiet % quietBeats) return;
    try {
      if (!(await lives())) own.abort(new EngineError('job.canceled', 'the job is over or goes on elsewhere'));
    } catch (error) {
      log.error('the job record did not answer; the work goes on', error as Error);
    }
  };

  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, beatMilliseconds);
      ended.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });

  /** What comes next, or the same again, may wait for a worker longer than a step may be silent. */
  const letWait = async (): Promise<void> => {
    const waiting = mark(call.attempt, rising({ stage: 'waiting' }), new Date());
    await jobs.apply(call.job, waiting).catch((error: Error) => log.error('the job was left as it is', error));
  };

  const beating = (async () => {
    while (!ended.signal.aborted && !own.signal.aborted) {
      await beat();
      await rest();
    }
  })();

  return {
    signal: AbortSignal.any([outer, own.signal]),
    report: (progress) => {
      latest = rising(progress);
    },
    [Symbol.asyncDispose]: async () => {
      ended.abort();
      await beating;
      if (!own.signal.aborted) await letWait();
    },
  };
};
