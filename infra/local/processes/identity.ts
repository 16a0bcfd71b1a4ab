import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process id is used again by the system; together with its start time it names one process only. */
export type Identity = { readonly pid: number; readonly started: string };

/** The first thread of a killed process may be over while others still hold its files and sockets. */
const hasThreads = (pid: number): boolean => readdirSync(`/proc/${pid}/task`).length > 1;

/** When the process started, in whatever unit the system tells; null when there is none. */
const startOf = (pid: number): string | null => {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
    // The name, in parentheses, may hold anything; the 20th field after it is the start in clock ticks since boot.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' && !hasThreads(pid) ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
};

export const identify = (pid: number): Identity => ({ pid, started: startOf(pid) ?? 'gone' });

export const isSame = ({ pid, started }: Identity): boolean => startOf(pid) === started;

/** Processes whose environment carries `name=value`. Linux only; elsewhere the pid files have to do. */
export const withEnvironment = (name: string, value: string): number[] => {
  if (process.platform !== 'linux') return [];
  const mark = `${name}=${value}`;
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && pid !== process.pid)
    .filter((pid) => environmentOf(pid).includes(mark));
};

const environmentOf = (pid: number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
};
