import { readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signalGroup } from './process-group.ts';

const marker = /^\.tool-(\d+)$/;

/** Leaves word in the working folder of which program works there, should we end by `kill -9` before it does. */
export const leaveMarker = (folder: string, leader: number): Disposable => {
  const path = join(folder, `.tool-${leader}`);
  writeFileSync(path, '');
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) };
};

/** Process ids are used again: only one that still works in that very folder is ours. */
const worksIn = (pid: number, folder: string): boolean => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
};

/**
 * Ends the programs that a killed worker left at work in or below its scratch folder; answers how many there were.
 * Needs `/proc`: elsewhere a left-over runs to its own end, into a folder that no one reads.
 */
export const endLeftOvers = (scratch: string): number => {
  const entries = readdirSync(scratch, { recursive: true, withFileTypes: true });
  const marked = entries.map(({ name, parentPath }) => ({ pid: Number(marker.exec(name)?.[1]), folder: parentPath }));
  const orphans = marked.filter(({ pid, folder }) => pid > 0 && worksIn(pid, folder));
  for (const { pid } of orphans) signalGroup(pid, 'SIGKILL');
  return orphans.length;
};
