import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { EngineError } from '#shared/errors.ts';
import { eachLine } from './each-line.ts';
import { toolEnvironment } from './environment.ts';
import { leaveMarker } from './left-overs.ts';
import { maskSecrets } from './mask.ts';
import { enlist, signalGroup } from './process-group.ts';

export type ToolRun = {
  readonly signal: AbortSignal;
  readonly cwd: string;
  readonly onStdout?: (line: string) => void;
  readonly onLine?: (line: string) => void;
  /** @default 2: ffmpeg needs a moment to let go of its files after SIGINT */
  readonly graceSeconds?: number;
  /** The guard proxy of a tool that reads the web. */
  readonly proxy?: string;
  /** What this tool needs in its environment besides; it goes before what every tool is told. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A program that was started before, and told of this run. */
  readonly child?: ToolChild;
};

/** How a program ended. */
export type ToolEnd = {
  readonly exitCode: number | null;
  readonly killedBy: string | null;
  /** Whether it was we who stopped it. */
  readonly stopped: boolean;
  /** The last lines of its log, masked. */
  readonly log: readonly string[];
  /** The same as they were said: to judge by, and for nobody's eyes. */
  readonly said: readonly string[];
};

const keptLines = 60;
/** Of a line of the log; a line of standard output may be a whole document. */
const mostOfALine = { log: 4_000, stdout: 64 * 1024 ** 2 };

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

type Place = Pick<ToolRun, 'cwd' | 'proxy' | 'environment'>;

/** All that a run sees of an environment. */
export const environmentOf = ({ cwd, proxy, environment }: Place): Record<string, string> => ({
  ...toolEnvironment(process.env, cwd, proxy),
  ...environment,
});

export const spawnTool = (
  program: string,
  args: readonly string[],
  { stdin = 'ignore', ...place }: Place & { readonly stdin?: 'ignore' | 'pipe' },
) =>
  execa(program, args, {
    cwd: place.cwd,
    env: environmentOf(place),
    extendEnv: false,
    detached: true,
    stdin,
    buffer: false,
    reject: false,
  });
export type ToolChild = ReturnType<typeof spawnTool>;

const notStarted = (program: string, cause: unknown): EngineError =>
  new EngineError('tool.failed', `${program} could not be started: is it on the PATH of this worker?`, { cause });

/**
 * The only place that starts a program: no shell, a scrubbed environment, its scratch folder as working folder, a
 * process group of its own. On an abort the group gets SIGINT, then SIGKILL; whatever it leaves behind is killed too.
 */
export const runTool = async (program: string, args: readonly string[], run: ToolRun): Promise<ToolEnd> => {
  const child = run.child ?? spawnTool(program, args, run);
  if (child.pid === undefined) throw notStarted(program, await child);
  using _group = enlist(child.pid);
  using _marker = leaveMarker(run.cwd, child.pid);
  using _stop = stopWhenAborted(child.pid, run);
  const said: string[] = [];
  const take = (raw: string) => {
    if (said.push(raw) > keptLines) said.shift();
    run.onLine?.(maskSecrets(raw));
  };
  const read = [
    eachLine(child.stdout, mostOfALine.stdout, (line) => run.onStdout?.(line)),
    eachLine(child.stderr, mostOfALine.log, take),
  ];
  const [{ exitCode, signal }] = await Promise.all([child, ...read]);
  return {
    exitCode: exitCode ?? null,
    killedBy: signal ?? null,
    stopped: run.signal.aborted,
    said,
    log: said.map(maskSecrets),
  };
};
