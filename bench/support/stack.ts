import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../infra/local/bootstrap.mjs';
import { createClient } from '../../infra/local/client.ts';
import { installed } from '../../infra/local/home.ts';
import { connectionVariable, openTestStack, type StackConnection } from '../../test/suites/stack.ts';

process.env['PATH'] = `${installed.tools}:${installed.nodeBin}:${process.env['PATH']}`;

/** A fresh home stack for one bench, and a client signed in to it; its limits are raised out of the way. */
export const openBenchStack = async () => {
  const plenty = { count: 1e9, seconds: 3600 };
  const rates = { address: plenty, user: plenty, reads: plenty };
  const stack = await openTestStack(join(root, '.reelmill', 'bench'), { REELMILL_RATES: JSON.stringify(rates) });
  const file = (await stack.environment())[connectionVariable] ?? '';
  const connection = JSON.parse(await readFile(file, 'utf8')) as StackConnection;
  return {
    connection,
    client: createClient(connection.publicUrl, connection.token),
    [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
  };
};
