import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';

/** What the deployed stacks are made from. */
const sources = ['infra', 'functions', 'statemachines', 'layers', 'package-lock.json', 'package.json', 'cdk.json'];
// Runs beside the stacks, is not in them.
const besides = ['infra/local', 'console/dist'];

/** One hash over the sources and what else decides the outcome; the same hash needs no new deployment. */
export const hashSources = async (settings: unknown): Promise<string> =>
  createHash('sha256')
    .update(JSON.stringify(settings))
    .update(await hashFiles(sources))
    .digest('hex');

/** One hash over the files and folders, their names included. */
export const hashFiles = async (paths: readonly string[]): Promise<string> => {
  const hash = createHash('sha256');
  for (const path of (await Promise.all(paths.map(filesUnder))).flat().sort()) {
    hash.update(`${path}\0`).update(await readFile(join(root, path)));
  }
  return hash.digest('hex');
};

const filesUnder = async (path: string): Promise<string[]> => {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOTDIR') return null;
    if (failure.code === 'ENOENT') return [];
    throw failure;
  });
  if (entries === null) return [path];
  const below = entries
    .map((entry) => `${path}/${entry.name}`)
    .filter((inner) => !besides.includes(inner) && !inner.includes('/node_modules') && !inner.includes('/.'));
  return (await Promise.all(below.map(filesUnder))).flat();
};
