import { tmpdir } from 'node:os';
import { environmentOf, spawnTool, type ToolChild, type ToolRun } from './run-tool.ts';

/** It is replaced at home while its callers run, and what nobody asks for gives its memory back. */
const freshForMs = 5 * 60_000;
/** What `layers/yt-dlp/__main__.py` says once its modules are loaded; any other yt-dlp says something else, and ends. */
const greeting = 'ready\n';

type StandBy = {
  readonly child: ToolChild;
  /** Whether it has greeted and is there yet. */
  readonly isReady: () => boolean;
  readonly begin: (run: object) => void;
  readonly dismiss: () => void;
};

/** A job runs it twice, the second time soon after the first. */
const most = 2;

let isWanted = false;
/** The oldest first: it has loaded the most. */
let kept: readonly StandBy[] = [];

const begin = (): StandBy => {
  const child = spawnTool('yt-dlp', ['--stand-by'], { cwd: tmpdir(), stdin: 'pipe' });
  let hasGreeted = false;
  const late = setTimeout(() => leave(), freshForMs).unref();
  const leave = (last?: string) => {
    clearTimeout(late);
    kept = kept.filter((other) => other !== begun);
    child.stdin?.end(last);
  };
  const begun: StandBy = {
    child,
    isReady: () => hasGreeted,
    begin: (run) => leave(`${JSON.stringify(run)}\n`),
    dismiss: () => leave(),
  };
  // of one that is gone: its run ends as that of any program that does not start
  child.stdin?.on('error', () => undefined);
  child.stdout.once('readable', () => {
    hasGreeted = String(child.stdout.read(greeting.length)) === greeting;
  });
  void child.then(() => {
    hasGreeted = false;
    leave();
  });
  return begun;
};

/** A fetch is given what a look has found, and asks no site's module who knows the address. */
const isFetch = (args: readonly string[]): boolean => args.some((word) => word.startsWith('--load-info-json'));

/** A yt-dlp that has its modules loaded and now begins this run; undefined when none is ready. The next ones get ready. */
export const takeStandBy = (args: readonly string[], run: ToolRun): ToolChild | undefined => {
  if (!isWanted) return undefined;
  const ready = kept.filter(({ isReady }) => isReady());
  const taken = isFetch(args) ? ready.at(-1) : ready[0];
  taken?.begin({ args, cwd: run.cwd, env: environmentOf(run) });
  while (kept.length < most) kept = [...kept, begin()];
  return taken?.child;
};

/**
 * From its first run on, yt-dlp is started before it is asked for: of a look at a small file, loading 1,200 modules is the
 * most. For processes that stay; one that is frozen between its calls would keep it for nothing.
 */
export const keepYtDlpReady = (): Disposable => {
  isWanted = true;
  return {
    [Symbol.dispose]: () => {
      isWanted = false;
      for (const each of kept) each.dismiss();
    },
  };
};
