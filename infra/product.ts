import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyRoute } from '#shared/http/event.ts';
import type { Operation } from '#shared/operation.ts';
import { loadRoutes } from './routes.ts';

export const root = resolve(import.meta.dirname, '..');

export type { AnyRoute };

/** What the folders of `functions/` hold: nothing is registered by hand, so nothing can be forgotten. */
export type Product = {
  readonly operations: readonly Operation[];
  /** By area. */
  readonly routes: ReadonlyMap<string, readonly AnyRoute[]>;
};

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'needs' in value && 'input' in value && 'output' in value;

/** Only contracts are loaded: the work beside them would bring its tools and adapters along. */
const contracts = (): string[] =>
  globSync('functions/*/operations/*.ts', { cwd: root }).filter((file) =>
    /^export const \w+ = (operation|inspection)\(/m.test(readFileSync(resolve(root, file), 'utf8')),
  );

const loadOperations = async (): Promise<Operation[]> => {
  const modules = await Promise.all(contracts().map((file) => import(pathToFileURL(resolve(root, file)).href)));
  return modules.flatMap((module: Record<string, unknown>) => Object.values(module).filter(isOperation));
};

export const readProduct = async (): Promise<Product> => {
  const [operations, found] = await Promise.all([loadOperations(), loadRoutes()]);
  const byArea = Map.groupBy(found, ({ area }) => area);
  return {
    operations,
    routes: new Map([...byArea].map(([area, routes]) => [area, routes.map(({ route }) => route)])),
  };
};
