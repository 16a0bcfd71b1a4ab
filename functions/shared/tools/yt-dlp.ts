import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from '#shared/env.ts';
import { EngineError } from '#shared/errors.ts';
import { runTool, type ToolEnd, type ToolRun } from './run-tool.ts';
import { takeStandBy } from './stand-by.ts';
import { toolError } from './tool-error.ts';

/** After SIGINT it puts down where it is, so that the next run goes on from there with a Range request. */
const graceSeconds = 6;

/**
 * Sites of the tests' own, never of a user: Python from this folder runs as the worker does. So it holds at home alone,
 * told to the processes of a test stack; in AWS nothing is given the variable, and synth refuses to go on with it set.
 */
const testExtractors = (): string | undefined => {
  const folder = env('REELMILL_TEST_EXTRACTORS');
  if (folder && !env('REELMILL_HOME'))
    throw new EngineError('internal', 'REELMILL_TEST_EXTRACTORS is for tests at home: this is no installation at home');
  return folder;
};

const withTestExtractors = (args: readonly string[], folder: string): readonly string[] => [
  '--no-plugin-dirs',
  `--plugin-dirs=${folder}`,
  ...args.filter((word) => word !== '--no-plugin-dirs'),
];

const start = (args: readonly string[], run: ToolRun): Promise<ToolEnd> => {
  const child = takeStandBy(args, run);
  return runTool('yt-dlp', args, { graceSeconds, ...run, ...(child && { child }) });
};

/**
 * Runs yt-dlp without its plugins. How it ended is for the caller to judge: it means different things for a look and a
 * fetch. What it leaves of a transfer that was stopped is a `.part`, and `--continue` goes on from it.
 */
export const ytDlp = (args: readonly string[], run: ToolRun): Promise<ToolEnd> => {
  const folder = testExtractors();
  if (folder === undefined) return start(args, run);
  const environment = { ...run.environment, YTDLP_NO_PLUGINS: '' };
  return start(withTestExtractors(args, folder), { ...run, environment });
};

/** The runtime in which yt-dlp solves what some sites ask in JavaScript: the very Node that runs this. */
export const jsRuntime = (): string => process.execPath;

const askVersion = async (): Promise<string> => {
  const cwd = await mkdtemp(join(tmpdir(), 'yt-dlp-version-'));
  try {
    const lines: string[] = [];
    const run = { cwd, signal: AbortSignal.timeout(30_000), onStdout: (line: string) => void lines.push(line) };
    const end = await runTool('yt-dlp', ['--ignore-config', '--version'], run);
    if (end.exitCode !== 0) throw toolError('yt-dlp', end);
    return lines[0] ?? '';
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
};

/** It is replaced at home while its callers run. */
const freshForMs = 5 * 60_000;
let known: { readonly version: Promise<string>; readonly at: number } | undefined;

/** The version of the yt-dlp on this machine, asked of itself every few minutes at most. */
export const ytDlpVersion = (): Promise<string> => {
  if (known && performance.now() - known.at < freshForMs) return known.version;
  const version = askVersion();
  const asked = { version, at: performance.now() };
  known = asked;
  version.catch(() => {
    if (known === asked) known = undefined;
  });
  return version;
};
