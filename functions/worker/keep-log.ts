import type { LogLine } from '#shared/job.ts';
import type { OperationCall } from '#shared/operation-call.ts';
import type { RunPorts } from './run-operation.ts';

export type LineLog = AsyncDisposable & { readonly write: (line: string) => void };

/** Lines are written together, this often at most. */
const flushMilliseconds = 1000;
/** A tool that talks without end must not fill the table; the rest is counted and said. */
const mostLines = 5000;
const longestLine = 2000;

/** Collects the lines of one run and appends them to the job's log; what cannot be written is logged, not thrown. */
export const keepLog = ({ job, step }: OperationCall, { logs, log }: Pick<RunPorts, 'logs' | 'log'>): LineLog => {
  let waiting: LogLine[] = [];
  let written = 0;
  let flushing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const lines = waiting;
    waiting = [];
    flushing = flushing
      .then(() => (lines.length ? logs.append(job, lines) : undefined))
      .catch((error: Error) => log.error('log lines were lost', error));
    return flushing;
  };

  const add = (line: string): void => {
    waiting.push({ at: new Date().toISOString(), step, line: line.slice(0, longestLine) });
    timer ??= setTimeout(flush, flushMilliseconds);
  };

  return {
    write: (line) => {
      written += 1;
      if (written <= mostLines) add(line);
    },
    [Symbol.asyncDispose]: async () => {
      if (written > mostLines) add(`and ${written - mostLines} more lines`);
      await flush();
    },
  };
};
