import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AnyRoute } from '#shared/http/event.ts';

/**
 * The routes are found in the folders: `functions/<area>/routes/*.ts`, one each. The gateway and the API document
 * are made from this list. What an area's `api.ts` serves is written there by hand, so that the compiler sees to it
 * that every port a route takes is given; `test/unit/walls/bundles.test.ts` fails when the bundle of an `api.ts` and its
 * folder differ. A list made at bundling time would lose that check and show a missing port only in production.
 */
export type FoundRoute = {
  readonly area: string;
  /** From the root of the checkout, with slashes. */
  readonly file: string;
  /** The file's name without its ending: `start-transcode`. */
  readonly name: string;
  readonly route: AnyRoute;
};

const root = fileURLToPath(new URL('..', import.meta.url));

const isRoute = (value: unknown): value is AnyRoute =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'handle' in value;

const sourcesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.ts'))
        .sort()
        .map((file) => join(folder, file))
    : [];

const areasIn = (functions: string): string[] =>
  readdirSync(functions, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

const load = async (area: string, path: string): Promise<FoundRoute> => {
  const exported = Object.values((await import(pathToFileURL(path).href)) as Record<string, unknown>);
  const [route, second] = exported.filter(isRoute);
  const file = relative(root, path).replaceAll('\\', '/');
  if (!route) throw new Error(`${file} exports no route; a file in routes/ exports exactly one`);
  if (second) throw new Error(`${file} exports more than one route; give each a file of its own`);
  return { area, file, name: basename(path, '.ts'), route };
};

const refuseTwins = (found: readonly FoundRoute[]): void => {
  const first = new Map<string, string>();
  for (const { file, route } of found) {
    const key = `${route.method} ${route.path.replaceAll(/\{[^}]+\}/g, '{}')}`;
    const twin = first.get(key);
    if (twin) throw new Error(`${file} and ${twin} both answer ${route.method} ${route.path}`);
    first.set(key, file);
  }
};

/** The gateway knows a path once, with all its methods, for one function and by one name for each parameter. */
const refuseSharedPaths = (found: readonly FoundRoute[]): void => {
  const first = new Map<string, FoundRoute>();
  for (const one of found) {
    const { area, file, route } = one;
    const key = route.path.replaceAll(/\{[^}]+\}/g, '{}');
    const other = first.get(key) ?? one;
    first.set(key, other);
    if (other.area !== area)
      throw new Error(`${file} and ${other.file} share a path: one area answers all its methods`);
    if (other.route.path !== route.path)
      throw new Error(`${file} and ${other.file} name the parameters of ${key} differently`);
  }
};

/** Every route of the installation, by area and file name. */
export const loadRoutes = async (functions = join(root, 'functions')): Promise<FoundRoute[]> => {
  const files = areasIn(functions).flatMap((area) =>
    sourcesIn(join(functions, area, 'routes')).map((path) => ({ area, path })),
  );
  const found = await Promise.all(files.map(({ area, path }) => load(area, path)));
  refuseTwins(found);
  refuseSharedPaths(found);
  return found;
};
