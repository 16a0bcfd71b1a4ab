import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { root } from '../../infra/local/bootstrap.mjs';
import { connectionVariable, openTestStack, type StackConnection } from '../suites/stack.ts';
import { isGone } from './processes.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    stack: StackConnection;
  }
}

const folder = join(root, '.reelmill');
const own = /^test-(\d+)$/;

/** What runs by hand leave, with their logs, goes when the next one begins. */
const removeEarlier = async (): Promise<void> => {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, pid] = own.exec(name) ?? [];
    if (pid && isGone(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
};

/** Hands the shared stack to the tests; a suite that is run by hand, without `npm test`, gets one of its own. */
export default async ({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const shared = process.env[connectionVariable];
  if (shared) {
    provide('stack', JSON.parse(await readFile(shared, 'utf8')));
    return undefined;
  }
  await removeEarlier();
  const stack = await openTestStack(join(folder, `test-${process.pid}`));
  const file = (await stack.environment())[connectionVariable] ?? '';
  provide('stack', JSON.parse(await readFile(file, 'utf8')));
  return async () => stack[Symbol.asyncDispose]();
};
