import { open, readFile, rm } from 'node:fs/promises';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure.code === 'EPERM';
  }
};

/** Does the work while holding the lock file; waits for another holder, and takes over from one that died. */
export const held = async (path, work) => {
  for (;;) {
    const file = await open(path, 'wx').catch(() => null);
    if (file) {
      try {
        await file.writeFile(String(process.pid));
        return await work();
      } finally {
        await file.close();
        await rm(path, { force: true });
      }
    }
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (holder && !isAlive(holder)) await rm(path, { force: true });
    else await new Promise((wake) => setTimeout(wake, 300));
  }
};
