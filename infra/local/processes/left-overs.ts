import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '../home.ts';
import { readJson } from '../json-file.ts';
import { type Identity, isSame, withEnvironment } from './identity.ts';
import { killGroup, ownerMark } from './service.ts';

/**
 * Ends what an earlier run of this folder left behind when it was killed: by process id with its start time, and by
 * the mark in the environment, never by name. Answers how many there were.
 */
export const endLeftOvers = async (home: Home): Promise<number> => {
  const files = (await readdir(home.run).catch(() => [])).filter(
    (name) => name.endsWith('.json') && name !== 'lock.json',
  );
  let ended = 0;
  for (const file of files) {
    const identity = await readJson<Identity>(join(home.run, file)).catch(() => null);
    if (identity && isSame(identity)) {
      killGroup(identity.pid);
      await untilGone(identity);
      ended += 1;
    }
    await rm(join(home.run, file), { force: true });
  }
  for (const pid of withEnvironment(ownerMark, home.data)) {
    try {
      process.kill(pid, 'SIGKILL');
      ended += 1;
    } catch {
      // Gone meanwhile.
    }
  }
  return ended;
};

const untilGone = async (identity: Identity): Promise<void> => {
  for (let tries = 0; tries < 100 && isSame(identity); tries += 1) await sleep(50);
};
