import { EngineError } from '#shared/errors.ts';
import { type Delay, handOver, hasStalled, mark, stalled } from '#shared/life-cycle.ts';
import type { Progress, Told } from '#shared/operation.ts';
import type { OperationCall } from '#shared/operation-call.ts';
import { rising } from './rising.ts';
import type { RunPorts } from './run-ports.ts';

export type Pulse = AsyncDisposable & {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
  /** For what fails by itself when it comes to a halt, such as an upload: while it goes on, the step is alive. */
  readonly during: <T>(transfer: Promise<T>) => Promise<T>;
  /** Says why the work is put off, should it end so. */
  readonly putOff: (delay: Delay) => void;
  /** The last word of work that is done; throws `job.canceled` when nobody waits for it any more. */
  readonly finish: (told?: Told) => Promise<void>;
};

/** A cancel is heard within this time, and progress seen. */
const beatMilliseconds = 1000;
/** Without progress the record is still asked whether the job lives, this often. */
const quietBeats = 3;

/** Nobody waits for what this run makes. */
export const over = () => new EngineError('job.canceled', 'the job is over or goes on elsewhere');

const pause = (ended: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (ended.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      ended.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, beatMilliseconds);
    ended.addEventListener('abort', done, { once: true });
  });

/**
 * Carries progress to the job record once a second at most, and learns there that the job was canceled or has
 * gone on without this run. Only new progress counts: a tool that hangs is not kept alive by our pulse, but stopped.
 */
export const keepPulse = (
  call: OperationCall,
  outer: AbortSignal,
  { jobs, log }: Pick<RunPorts, 'jobs' | 'log'>,
): Pulse => {
  const own = new AbortController();
  const ended = new AbortController();
  const rise = rising();
  let last: Progress = { stage: 'starting' };
  let since = new Date();
  let isNew = true;
  let transfers = 0;
  let quiet = 0;
  let delay: Delay | undefined;

  const wasTaken = async (): Promise<boolean> => {
    isNew = false;
    const marked = jobs.apply(call.job, mark(call.attempt, last, new Date())).catch((error) => {
      isNew = true;
      throw error;
    });
    return (await marked) !== null;
  };

  const isOurs = async (): Promise<boolean> => {
    if (isNew || transfers > 0) return wasTaken();
    const job = await jobs.get(call.job);
    return job?.state === 'running' && job.attempt === call.attempt;
  };

  const beat = async (): Promise<void> => {
    if (transfers > 0) since = new Date();
    if (hasStalled(since, new Date())) return own.abort(stalled(last.stage));
    quiet = isNew ? 0 : quiet + 1;
    if (quiet % quietBeats) return;
    try {
      if (!(await isOurs())) own.abort(over());
    } catch (error) {
      log.error('the job record did not answer; the work goes on', error as Error);
    }
  };

  const beating = (async () => {
    while (!ended.signal.aborted && !own.signal.aborted) {
      await beat();
      await pause(ended.signal);
    }
  })();

  /** What comes next, or the same again, may wait for a worker longer than a step may be silent. */
  const letGo = async (told?: Told): Promise<boolean> => {
    ended.abort();
    await beating;
    const left = { percent: last.percent, told, delay };
    return (await jobs.apply(call.job, handOver(call.attempt, left, new Date()))) !== null;
  };

  return {
    signal: AbortSignal.any([outer, own.signal]),
    report: (progress) => {
      last = rise(progress);
      since = new Date();
      isNew = true;
    },
    during: async (transfer) => {
      transfers += 1;
      return transfer.finally(() => {
        transfers -= 1;
      });
    },
    putOff: (found) => {
      delay = found;
    },
    finish: async (told) => {
      if (!(await letGo(told))) own.abort(over());
      own.signal.throwIfAborted();
    },
    [Symbol.asyncDispose]: async () => {
      if (ended.signal.aborted) return;
      await letGo().catch((error: Error) => log.error('the job was left as it is', error));
    },
  };
};
