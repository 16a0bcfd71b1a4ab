import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** A file that exports `handler` is an entry. */
const isEntry = (file: string): boolean => /^export const handler\b/m.test(readFileSync(resolve(root, file), 'utf8'));

/** Every file that a function starts from, from the root of the repository: what is deployed is bundled from these. */
export const functionEntries = (): string[] =>
  globSync(['functions/**/*.ts', 'infra/constructs/*.handler.ts'], { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter(isEntry)
    .sort();
