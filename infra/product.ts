import { globSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Operation } from '#shared/operation.ts';
import type { Route } from '#shared/route.ts';

export const root = resolve(import.meta.dirname, '..');

// biome-ignore lint/suspicious/noExplicitAny: only method and path are read here
export type AnyRoute = Pick<Route<any, any, any, any>, 'method' | 'path'>;

/** What the folders of `functions/` hold: nothing is registered by hand, so nothing can be forgotten. */
export type Product = {
  readonly operations: readonly Operation[];
  /** By area, in the order of their paths. */
  readonly routes: ReadonlyMap<string, readonly AnyRoute[]>;
};

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'needs' in value && 'input' in value && 'output' in value;

const isRoute = (value: unknown): value is AnyRoute =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'handle' in value;

/** Every file of the pattern, without `x.run.ts` and other second parts. */
const files = (pattern: string): string[] =>
  globSync(pattern, { cwd: root })
    .filter((file) => basename(file).split('.').length === 2)
    .sort();

const exported = async <T>(file: string, is: (value: unknown) => value is T): Promise<T[]> => {
  const module = (await import(pathToFileURL(resolve(root, file)).href)) as Record<string, unknown>;
  return Object.values(module).filter(is);
};

export const readProduct = async (): Promise<Product> => {
  const operations = await Promise.all(files('functions/*/operations/*.ts').map((file) => exported(file, isOperation)));
  const routes = new Map<string, AnyRoute[]>();
  for (const file of files('functions/*/routes/*.ts')) {
    const found = await exported(file, isRoute);
    if (found.length !== 1) throw new Error(`${file}: expected one route, found ${found.length}`);
    const area = basename(dirname(dirname(file)));
    routes.set(area, [...(routes.get(area) ?? []), ...found]);
  }
  return { operations: operations.flat(), routes };
};
