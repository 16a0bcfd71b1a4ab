import { open, readFile, rm, stat } from 'node:fs/promises';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure.code === 'EPERM';
  }
};

/** Its holder died, or before it could even write its id. */
const isAbandoned = async (path) => {
  const [text, facts] = await Promise.all([readFile(path, 'utf8').catch(() => null), stat(path).catch(() => null)]);
  if (text === null || !facts) return false;
  return text === '' ? Date.now() - facts.mtimeMs > 5_000 : !isAlive(Number(text));
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
    if (await isAbandoned(path)) await rm(path, { force: true });
    else await new Promise((wake) => setTimeout(wake, 300));
  }
};
