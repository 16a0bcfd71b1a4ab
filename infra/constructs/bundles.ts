import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { functionBundle, programBundle } from '../bundle-options.ts';
import { functionEntries } from '../function-entries.ts';

const folderName = (entry: string): string => entry.replace(/\.ts$/, '').replaceAll('/', '.');

const bundleAll = (files: readonly string[], outdir: string, options: BuildOptions): Metafile =>
  buildSync({
    ...options,
    entryPoints: Object.fromEntries(files.map((entry) => [`${folderName(entry)}/index`, entry])),
    outdir,
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
  }).metafile;

const folderOf = (scope: IConstruct): string => join((scope.node.root as App).outdir, 'bundles');

const bundledBy = new WeakMap<IConstruct, ReadonlySet<string>>();

/** One call bundles them all, which is faster by far than a call each. */
const bundleFunctions = (app: IConstruct): ReadonlySet<string> => {
  const known = bundledBy.get(app);
  if (known) return known;
  const entries = functionEntries();
  const metafile = bundleAll(entries, folderOf(app), functionBundle);
  writeFileSync(join(folderOf(app), 'functions.meta.json'), JSON.stringify(metafile));
  const found = new Set(entries);
  bundledBy.set(app, found);
  return found;
};

/** The folder with the bundle of a function's entry, beside the templates. */
export const bundleOf = (scope: IConstruct, entry: string): string => {
  if (!bundleFunctions(scope.node.root).has(entry))
    throw new Error(`${entry} does not exist or exports no handler: ${scope.node.path} needs it`);
  return join(folderOf(scope), folderName(entry));
};

/** The same for a program, which is no handler and runs in a container. */
export const programOf = (scope: IConstruct, entry: string): string => {
  bundleAll([entry], folderOf(scope), programBundle);
  return join(folderOf(scope), folderName(entry));
};
