import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './product.ts';

/** What `npm run deploy` builds before it deploys: the console, and the API's document with its pages. */
export const siteFolders = {
  console: join(root, 'console', 'dist'),
  documents: join(root, '.reelmill', 'site'),
} as const;

const standIn = (): string => {
  const folder = join(root, '.reelmill', 'site-stand-in');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>Reelmill</title><p>npm run deploy puts the console here\n',
  );
  return folder;
};

/** The folders to serve; synth alone builds nothing, so that a stand-in may be among them. */
export const builtSite = (): { readonly folders: readonly string[]; readonly isStandIn: boolean } => {
  const built = Object.values(siteFolders).filter((folder) => existsSync(folder));
  const isStandIn = !built.includes(siteFolders.console);
  return { folders: isStandIn ? [...built, standIn()] : built, isStandIn };
};
