import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endLeftOvers } from '#shared/tools/left-overs.ts';

type Scratch = AsyncDisposable & { readonly path: string };

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** What a worker that was killed left: programs that still write, and the folders they write to. */
const clearDead = async (root: string, pid: string): Promise<void> => {
  const folder = join(root, pid);
  endLeftOvers(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
};

/** A folder for this process alone under `root`, and an end to what dead processes left there. */
export const claimScratch = async (root: string): Promise<Scratch> => {
  await mkdir(root, { recursive: true });
  // our own number may have been a dead worker's: in a container it always was
  const isLeft = (name: string) => /^\d+$/.test(name) && (Number(name) === process.pid || !isAlive(Number(name)));
  await Promise.all((await readdir(root)).filter(isLeft).map((pid) => clearDead(root, pid)));
  const path = join(root, String(process.pid));
  await mkdir(path);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
};
