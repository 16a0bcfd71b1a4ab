import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '../home.ts';
import { readJson } from '../json-file.ts';
import { type Identity, identify, isSame, withEnvironment } from './identity.ts';
import { killGroup, ownerMark } from './service.ts';

/**
 * Ends what an earlier run of this folder left behind when it was killed: by process id with its start time, and by
 * the mark in the environment, never by name. Answers how many there were.
 */
export const endLeftOvers = async (home: Home): Promise<number> => {
  const files = (await readdir(home.run).catch(() => [])).filter(
    (name) => name.endsWith('.json') && name !== 'lock.json',
  );
  const ended: Identity[] = [];
  for (const file of files) {
    const identity = await readJson<Identity>(join(home.run, file)).catch(() => null);
    if (identity && isSame(identity)) {
      killGroup(identity.pid);
      ended.push(identity);
    }
    await rm(join(home.run, file), { force: true });
  }
  for (const pid of withEnvironment(ownerMark, home.data)) {
    const identity = identify(pid);
    try {
      process.kill(pid, 'SIGKILL');
      ended.push(identity);
    } catch {
      // Gone meanwhile.
    }
  }
  await Promise.all(ended.map(untilGone));
  return new Set(ended.map(({ pid }) => pid)).size;
};

/** The system takes its time over a large process; until then its ports are taken. */
const longestEndMilliseconds = 30_000;

const untilGone = async (identity: Identity): Promise<void> => {
  const late = performance.now() + longestEndMilliseconds;
  while (isSame(identity) && performance.now() < late) await sleep(50);
};
