import type { LogLine } from '#shared/job.ts';
import type { OperationCall } from '#shared/operation-call.ts';
import type { RunPorts } from './run-ports.ts';

type LineLog = AsyncDisposable & { readonly write: (line: string) => void };

/** Lines are written together, this often at most. */
const flushMilliseconds = 1000;
/** A tool that talks without end must not fill the table: what comes after is left out, but for the end of it. */
const mostLines = 5000;
const lastLines = 50;
const longestLine = 2000;

/** Collects the lines of one run and appends them to the job's log; what cannot be written is logged, not thrown. */
export const keepLog = ({ job, step }: OperationCall, { logs, log }: Pick<RunPorts, 'logs' | 'log'>): LineLog => {
  let waiting: LogLine[] = [];
  let written = 0;
  let leftOut = 0;
  const tail: LogLine[] = [];
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

  const asLine = (line: string): LogLine => ({ at: new Date().toISOString(), step, line: line.slice(0, longestLine) });

  const keepForTheEnd = (line: string): void => {
    if (tail.push(asLine(line)) <= lastLines) return;
    tail.shift();
    leftOut += 1;
  };

  const add = (line: string): void => {
    written += 1;
    waiting.push(asLine(line));
    timer ??= setTimeout(flush, flushMilliseconds);
  };

  return {
    write: (line) => (written < mostLines ? add(line) : keepForTheEnd(line)),
    [Symbol.asyncDispose]: async () => {
      if (leftOut > 0) waiting.push(asLine(`${leftOut} lines left out`));
      waiting.push(...tail);
      await flush();
    },
  };
};
