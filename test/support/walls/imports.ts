import { globSync, readFileSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');

/** One file naming another; both from the root of the checkout. */
export type Import = {
  readonly from: string;
  readonly to: string;
  /** Gone when it runs. */
  readonly isType?: boolean;
};

const sources = '{functions,infra,statemachines,cli,console,layers}/**/*.{ts,tsx}';
const statements = /\b(?:import|export)\b(\s+type\b)?(?:[^'";]*?\bfrom)?\s*\(?\s*'([^']+)'/g;

const aliases = (): readonly (readonly [prefix: string, folder: string])[] => {
  const { imports } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
    imports: Record<string, string>;
  };
  return Object.entries(imports).map(([alias, path]) => [alias.replace('*', ''), path.replace(/^\.\/|\*/g, '')]);
};

/** Every import of one of our files by another; types count, since they are knowledge too. */
export const ownImports = (): Import[] => {
  const known = aliases();
  const target = (from: string, specifier: string): string | null => {
    if (specifier.startsWith('.')) return posix.join(dirname(from), specifier);
    const [prefix, folder] = known.find(([alias]) => specifier.startsWith(alias)) ?? [];
    return prefix === undefined ? null : `${folder}${specifier.slice(prefix.length)}`;
  };
  return globSync(sources, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] }).flatMap((file) => {
    const from = file.replaceAll('\\', '/');
    return [...readFileSync(resolve(root, file), 'utf8').matchAll(statements)].flatMap(([, type, specifier = '']) => {
      const to = target(from, specifier);
      return to === null ? [] : [{ from, to, isType: type !== undefined }];
    });
  });
};
