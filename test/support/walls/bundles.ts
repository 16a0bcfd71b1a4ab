import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { functionBundle, programBundle } from '../../../infra/bundle-options.ts';
import { functionEntries } from '../../../infra/function-entries.ts';
import { root } from './imports.ts';

export type Bundle = {
  readonly entry: string;
  readonly bytes: number;
  /** Packages that were left out of it, where they were. */
  readonly packages: readonly string[];
  /** Files with at least one byte in the bundle, largest first. */
  readonly inputs: readonly { readonly file: string; readonly bytes: number }[];
};

const programs = ['functions/worker/container.ts'];

const filesOf = (patterns: readonly string[]): string[] =>
  globSync(patterns, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();

const bundle = async (entryPoints: readonly string[], options: BuildOptions): Promise<Bundle[]> => {
  const { metafile } = await build({
    ...options,
    entryPoints: [...entryPoints],
    outdir: 'bundles',
    outbase: '.',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return Object.values(metafile?.outputs ?? {}).map(({ entryPoint = '', bytes, inputs, imports }) => ({
    entry: entryPoint,
    bytes,
    packages: imports.filter(({ external }) => external).map(({ path }) => path),
    inputs: Object.entries(inputs)
      .map(([file, { bytesInOutput }]) => ({ file, bytes: bytesInOutput }))
      .filter((input) => input.bytes > 0)
      .sort((a, b) => b.bytes - a.bytes),
  }));
};

/** Every entry, found and bundled as it is for deployment. */
export const bundleEntries = async (): Promise<Bundle[]> =>
  (await Promise.all([bundle(functionEntries(), functionBundle), bundle(programs, programBundle)])).flat();

const contracts = ['functions/*/schema.ts', 'functions/*/operations/*.ts'];
const isContract = (file: string): boolean =>
  file.endsWith('/schema.ts') || /\b(operation|inspection)\(\{/.test(readFileSync(resolve(root, file), 'utf8'));

/** Every schema and every operation's contract, with nothing but our own files inside. */
export const bundleContracts = (): Promise<Bundle[]> =>
  bundle(filesOf(contracts).filter(isContract), { ...programBundle, packages: 'external' });
