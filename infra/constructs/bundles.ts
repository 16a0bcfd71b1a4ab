import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type BuildOptions, buildSync } from 'esbuild';
import { functionBundle, programBundle } from '../bundle-options.ts';
import { root } from '../product.ts';

/** A file that exports `handler` is an entry; one call bundles them all, which is faster by far than a call each. */
const isEntry = (file: string): boolean => /^export const handler\b/m.test(readFileSync(resolve(root, file), 'utf8'));

export const functionEntries = (): string[] =>
  globSync(['functions/**/*.ts', 'infra/constructs/*.handler.ts'], { cwd: root }).filter(isEntry).sort();

/** A program, not a handler. */
const containerEntry = 'functions/worker/container.ts';

const folderName = (entry: string): string => entry.replace(/\.ts$/, '').replaceAll('/', '.');

const bundleAll = (files: readonly string[], outdir: string, options: BuildOptions): void => {
  buildSync({
    ...options,
    entryPoints: Object.fromEntries(files.map((entry) => [`${folderName(entry)}/index`, entry])),
    outdir,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
  });
};

type Bundled = { readonly outdir: string; readonly entries: ReadonlySet<string> };
const bundledBy = new WeakMap<IConstruct, Bundled>();

const bundlesOf = (app: App): Bundled => {
  const known = bundledBy.get(app);
  if (known) return known;
  const functions = functionEntries();
  const outdir = join(app.outdir, 'bundles');
  bundleAll(functions, outdir, functionBundle);
  bundleAll([containerEntry], outdir, programBundle);
  const bundled = { outdir, entries: new Set([...functions, containerEntry]) };
  bundledBy.set(app, bundled);
  return bundled;
};

/** The folder with the entry's bundle, beside the templates. */
export const bundleOf = (scope: IConstruct, entry: string): string => {
  const { outdir, entries } = bundlesOf(scope.node.root as App);
  if (!entries.has(entry))
    throw new Error(`${entry} does not exist or exports no handler: ${scope.node.path} needs it`);
  return join(outdir, folderName(entry));
};
