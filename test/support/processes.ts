import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { until } from './wait.ts';

const folderOf = (pid: string): string => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
};

/** The programs that work for the job now: those whose working folder is its scratch folder. */
export const toolsOf = (job: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && folderOf(name).includes(`/${job}-`))
    .map(Number);

const nameOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
};

/** Those of them that encode; the others look at a source or a result. */
export const encodersOf = (job: string): number[] => toolsOf(job).filter((pid) => nameOf(pid) === 'ffmpeg');

export const isGone = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
};

/** The program that encodes for the job, held still: whatever is tried next meets it in the middle of its work. */
export const hold = async (job: string): Promise<{ readonly pid: number; readonly goOn: () => void }> => {
  const [pid = 0] = await until(
    () => encodersOf(job),
    (pids) => pids.length > 0,
    { everyMs: 20 },
  );
  process.kill(pid, 'SIGSTOP');
  return { pid, goOn: () => void process.kill(pid, 'SIGCONT') };
};

export type Service = 'worker' | 'emulator' | 'store';

/** The process id under which a part of the stack runs now; 0 while none does. */
export const pidOf = (service: Service): number => {
  try {
    const { pid } = JSON.parse(readFileSync(join(inject('stack').data, 'run', `${service}.json`), 'utf8'));
    return isGone(pid) ? 0 : pid;
  } catch {
    return 0;
  }
};

/** Kills a part of the stack, as a power cut would; resolves once another has taken its place. */
export const killService = async (service: Service): Promise<void> => {
  const pid = pidOf(service);
  if (!pid) throw new Error(`the ${service} does not run`);
  process.kill(pid, 'SIGKILL');
  await until(
    () => pidOf(service),
    (now) => now !== 0 && now !== pid,
    { everyMs: 50 },
  );
};
