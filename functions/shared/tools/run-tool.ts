import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { EngineError } from '#shared/errors.ts';
import { toolEnvironment } from './environment.ts';
import { leaveMarker } from './left-overs.ts';
import { maskQueries } from './mask.ts';
import { enlist, signalGroup } from './process-group.ts';

type ToolRun = {
  readonly signal: AbortSignal;
  readonly cwd: string;
  readonly onStdout?: (line: string) => void;
  readonly onLine?: (line: string) => void;
  /** @default 2: ffmpeg needs a moment to let go of its files after SIGINT */
  readonly graceSeconds?: number;
};

/** How a program ended. */
export type ToolEnd = {
  readonly exitCode: number | null;
  readonly killedBy: string | null;
  /** Whether it was we who stopped it. */
  readonly stopped: boolean;
  /** The last lines of its log, masked. */
  readonly log: readonly string[];
};

const keptLines = 60;

const eachLine = (stream: Readable, take: (line: string) => void): Promise<unknown> => {
  const lines = createInterface({ input: stream });
  lines.on('line', take);
  return once(lines, 'close');
};

const stopWhenAborted = (leader: number, { signal, graceSeconds = 2 }: ToolRun): Disposable => {
  const ended = new AbortController();
  const stop = async () => {
    signalGroup(leader, 'SIGINT');
    await sleep(graceSeconds * 1000, undefined, { signal: ended.signal }).catch(() => {});
    if (!ended.signal.aborted) signalGroup(leader, 'SIGKILL');
  };
  if (signal.aborted) void stop();
  else signal.addEventListener('abort', stop, { once: true });
  return {
    [Symbol.dispose]: () => {
      ended.abort();
      signal.removeEventListener('abort', stop);
    },
  };
};

const start = (program: string, args: readonly string[], cwd: string) =>
  execa(program, args, {
    cwd,
    env: toolEnvironment(process.env, cwd),
    extendEnv: false,
    detached: true,
    stdin: 'ignore',
    buffer: false,
    reject: false,
  });

const notStarted = (program: string, cause: unknown): EngineError =>
  new EngineError('tool.failed', `${program} could not be started: is it on the PATH of this worker?`, { cause });

/**
 * The only place that starts a program: no shell, a scrubbed environment, its scratch folder as working folder, a
 * process group of its own. On an abort the group gets SIGINT, then SIGKILL; whatever it leaves behind is killed too.
 */
export const runTool = async (program: string, args: readonly string[], run: ToolRun): Promise<ToolEnd> => {
  const child = start(program, args, run.cwd);
  if (child.pid === undefined) throw notStarted(program, await child);
  using _group = enlist(child.pid);
  using _marker = leaveMarker(run.cwd, child.pid);
  using _stop = stopWhenAborted(child.pid, run);
  const log: string[] = [];
  const take = (raw: string) => {
    const line = maskQueries(raw);
    if (log.push(line) > keptLines) log.shift();
    run.onLine?.(line);
  };
  const read = [eachLine(child.stdout, (line) => run.onStdout?.(line)), eachLine(child.stderr, take)];
  const [{ exitCode, signal }] = await Promise.all([child, ...read]);
  return { exitCode: exitCode ?? null, killedBy: signal ?? null, stopped: run.signal.aborted, log };
};
