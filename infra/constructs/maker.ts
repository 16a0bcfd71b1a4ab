import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from '../product.ts';

/** The code that fetches and works on media, and the programs that it runs; yt-dlp changes no more than sites do. */
const decisive = [
  'functions/downloads/**/*.ts',
  'functions/media/**/*.ts',
  'functions/shared/tools/*.ts',
  'layers/versions.json',
];

/** A name for all that decides what comes out of media work: what another has made is not used again. */
export const maker = (): string => {
  const hash = createHash('sha256');
  for (const file of globSync(decisive, { cwd: root }).sort())
    hash.update(`${file}\0`).update(readFileSync(resolve(root, file)));
  return hash.digest('hex').slice(0, 16);
};
