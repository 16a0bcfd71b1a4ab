import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '../home.ts';
import { readJson, writeJson } from '../json-file.ts';
import { type Identity, identify, isSame } from './identity.ts';

const folderOf = ({ run }: Home): string => join(run, 'guests');

/** Says that this process uses a stack that another process runs; answers how to say that it no longer does. */
export const enterAsGuest = async (home: Home): Promise<() => Promise<void>> => {
  const file = join(folderOf(home), `${process.pid}.json`);
  await writeJson(file, identify(process.pid));
  return () => rm(file, { force: true });
};

/** Returns when no other live process uses our stack. */
export const untilGuestsLeft = async (home: Home): Promise<void> => {
  await mkdir(folderOf(home), { recursive: true });
  for (const name of await readdir(folderOf(home))) {
    const file = join(folderOf(home), name);
    for (;;) {
      const guest = await readJson<Identity>(file).catch(() => null);
      if (!guest || !isSame(guest)) break;
      await sleep(300);
    }
    await rm(file, { force: true });
  }
};
