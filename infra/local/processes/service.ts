import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../home.ts';
import { identify } from './identity.ts';

export type ServiceSpec = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  /** How long a stop may take before the whole group is killed. */
  readonly patienceMs: number;
};

export type Running = {
  readonly name: string;
  readonly pid: number;
  /** The file with what it printed. */
  readonly log: string;
  /** Settles when the process has ended, with how. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
  readonly kill: () => void;
};

/** Every process that we start carries the folder it works for, so that left-overs are known for ours. */
export const ownerMark = 'REELMILL_HOME_DATA';

/** Starts it in a process group of its own, so that a Ctrl-C in the terminal reaches us alone and we end things in order. */
export const startService = (home: Home, spec: ServiceSpec): Running => {
  mkdirSync(home.logs, { recursive: true });
  const logFile = join(home.logs, `${spec.name}.log`);
  keepOneOld(logFile);
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: { ...spec.env, [ownerMark]: home.data },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<string>((done) => {
    child.once('error', (failure) => done(failure.message));
    child.once('exit', (code, signal) => done(signal ?? `exit code ${code}`));
  });
  const pid = child.pid ?? 0;
  const pidFile = join(home.run, `${spec.name}.json`);
  mkdirSync(home.run, { recursive: true });
  if (pid) writeFileSync(pidFile, JSON.stringify(identify(pid)));
  return {
    name: spec.name,
    pid,
    log: logFile,
    ended,
    stop: () => stop(child, spec, ended, pidFile),
    kill: () => killGroup(pid),
  };
};

const mostLogBytes = 10_000_000;

const keepOneOld = (logFile: string): void => {
  const bytes = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > mostLogBytes) renameSync(logFile, `${logFile}.1`);
};

const stop = async (child: ChildProcess, spec: ServiceSpec, ended: Promise<string>, pidFile: string): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) child.kill(spec.stopSignal);
  const patience = setTimeout(() => killGroup(child.pid ?? 0), spec.patienceMs);
  await ended;
  clearTimeout(patience);
  // The leader may have gone without its children.
  killGroup(child.pid ?? 0);
  rmSync(pidFile, { force: true });
};

export const killGroup = (leader: number): void => {
  if (leader < 2) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
};
