import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { root } from '../../infra/local/bootstrap.mjs';
import { connectionVariable, openTestStack, type StackConnection } from '../suites/stack.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    stack: StackConnection;
  }
}

/** Hands the shared stack to the tests; a suite that is run by hand, without `npm test`, gets one of its own. */
export default async ({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const shared = process.env[connectionVariable];
  if (shared) {
    provide('stack', JSON.parse(await readFile(shared, 'utf8')));
    return undefined;
  }
  const own = await openTestStack(join(root, '.reelmill', `test-${process.pid}`));
  const file = (await own.environment())[connectionVariable] ?? '';
  provide('stack', JSON.parse(await readFile(file, 'utf8')));
  return async () => own[Symbol.asyncDispose]();
};
