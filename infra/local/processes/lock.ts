import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Home } from '../home.ts';
import { readJson, writeJson } from '../json-file.ts';
import { type Identity, identify, isSame } from './identity.ts';

export type Holder = Identity & {
  /** Console address of the stack that runs in this folder. */
  readonly url: string;
  readonly ready: boolean;
};

type Lock = { readonly markReady: () => Promise<void>; readonly release: () => Promise<void> };

/** The live holder of the folder, or null. */
export const holderOf = async (home: Home): Promise<Holder | null> => {
  const holder = await readJson<Holder>(home.lock).catch(() => null);
  return holder && isSame(holder) ? holder : null;
};

/** Takes the folder for this process, or answers who has it. A holder that died is no obstacle. */
export const takeLock = async (home: Home, url: string): Promise<Lock | Holder> => {
  await mkdir(dirname(home.lock), { recursive: true });
  const mine: Holder = { ...identify(process.pid), url, ready: false };
  const draft = `${home.lock}.${process.pid}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (;;) {
      // A link appears whole or not at all, and only one of two can make it.
      const made = await link(draft, home.lock).then(
        () => true,
        () => false,
      );
      if (made) break;
      const holder = await holderOf(home);
      if (holder) return holder;
      await clearStale(home, `${draft}.stale`);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return {
    markReady: () => writeJson(home.lock, { ...mine, ready: true }),
    release: () => rm(home.lock, { force: true }),
  };
};

/** Moves a dead holder's file aside; another start may have put its own in place since we looked, that goes back. */
const clearStale = async (home: Home, aside: string): Promise<void> => {
  await rename(home.lock, aside).catch(() => undefined);
  const moved = await readJson<Holder>(aside).catch(() => null);
  if (moved && isSame(moved)) await link(aside, home.lock).catch(() => undefined);
  await rm(aside, { force: true });
};

export const isLock = (taken: Lock | Holder): taken is Lock => 'release' in taken;
