import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { env, type Variable } from '#shared/env.ts';
import { root } from '../../../infra/product.ts';

/** Whether a process without the variable fails when it reads it. */
const isNeeded = (name: string): boolean => {
  try {
    env(name as Variable);
    return false;
  } catch {
    return true;
  }
};

const readIn = (file: string): string[] =>
  [...readFileSync(resolve(root, file), 'utf8').matchAll(/\benv\('(REELMILL_\w+)'\)/g)].map(
    ([, name]) => name as string,
  );

/** Entry -> the variables that the code in its bundle reads and cannot do without. */
export const variablesRead = (outdir: string): Map<string, string[]> => {
  const metafile = JSON.parse(readFileSync(join(outdir, 'bundles', 'functions.meta.json'), 'utf8')) as Metafile;
  return new Map(
    Object.values(metafile.outputs).flatMap(({ entryPoint, inputs }) => {
      if (!entryPoint) return [];
      const own = Object.entries(inputs).filter(
        ([file, { bytesInOutput }]) => file.startsWith('functions/') && bytesInOutput > 0,
      );
      const names = new Set(own.flatMap(([file]) => readIn(file)).filter(isNeeded));
      return [[entryPoint, [...names].sort()]];
    }),
  );
};
