import { globSync } from 'node:fs';
import { type BuildOptions, build } from 'esbuild';
import { functionBundle, programBundle } from '../../../infra/bundle-options.ts';
import { root } from './imports.ts';

export type Bundle = {
  readonly entry: string;
  readonly bytes: number;
  /** Files with at least one byte in the bundle, largest first. */
  readonly inputs: readonly { readonly file: string; readonly bytes: number }[];
};

const handlers = [
  'functions/*/api.ts',
  'functions/*/events/*.ts',
  'functions/jobs/workflow-steps.ts',
  'functions/worker/lambda.ts',
];
const programs = ['functions/worker/container.ts'];

const entriesOf = (patterns: readonly string[]): string[] =>
  globSync(patterns, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();

const bundle = async (patterns: readonly string[], options: BuildOptions): Promise<Bundle[]> => {
  const { metafile } = await build({
    ...options,
    entryPoints: entriesOf(patterns),
    outdir: 'bundles',
    outbase: '.',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return Object.values(metafile?.outputs ?? {}).map(({ entryPoint = '', bytes, inputs }) => ({
    entry: entryPoint,
    bytes,
    inputs: Object.entries(inputs)
      .map(([file, { bytesInOutput }]) => ({ file, bytes: bytesInOutput }))
      .filter((input) => input.bytes > 0)
      .sort((a, b) => b.bytes - a.bytes),
  }));
};

/** Every entry, bundled as it is for deployment. */
export const bundleEntries = async (): Promise<Bundle[]> =>
  (await Promise.all([bundle(handlers, functionBundle), bundle(programs, programBundle)])).flat();
